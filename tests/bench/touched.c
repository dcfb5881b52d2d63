// SPDX-License-Identifier: MIT
//
// touched OUTPUT PROGRAM ARGUMENT...: runs the program one instruction at a time, ptrace(2), with
// all processes that it makes, and writes where in the program's file the instructions are that it
// has come by: a hexadecimal number a line, each once, in the order of the first time. A process
// that goes over to another program is let go.
#define _GNU_SOURCE
#include <err.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most_processes = 64, most_bytes = 64 << 20 };

static struct {
    pid_t pid;
    unsigned long base;  // where the file begins in its memory
} processes[most_processes];

static char seen[most_bytes];

// 0 if the process runs another program.
static unsigned long base_of(pid_t pid, ino_t program) {
    char path[64], line[4096];
    snprintf(path, sizeof path, "/proc/%d/maps", pid);
    FILE* maps = fopen(path, "r");
    if (!maps) return 0;
    unsigned long base = 0, begin = 0, offset = 0, inode = 0;
    while (base == 0 && fgets(line, sizeof line, maps))
        if (sscanf(line, "%lx-%*x %*s %lx %*s %lu", &begin, &offset, &inode) == 3 &&
            inode == program && offset == 0)
            base = begin;
    fclose(maps);
    return base;
}

static size_t find(pid_t pid) {
    for (size_t i = 0; i < most_processes; ++i)
        if (processes[i].pid == pid) return i;
    if (pid == 0) errx(1, "more than %d processes", most_processes);
    const size_t free = find(0);
    processes[free].pid = pid;
    return free;
}

int main(int argc, char* argv[]) {
    if (argc < 3) errx(2, "usage: touched OUTPUT PROGRAM ARGUMENT...");
    struct stat program;
    FILE* output = fopen(argv[1], "w");
    if (!output) err(1, "%s", argv[1]);
    if (stat(argv[2], &program) == -1) err(1, "%s", argv[2]);
    const pid_t first = fork();
    if (first == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        execv(argv[2], argv + 2);
        err(1, "%s", argv[2]);
    }
    const long options = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
                         PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    int status, exit_status = 1;
    waitpid(first, &status, 0);
    if (ptrace(PTRACE_SETOPTIONS, first, NULL, options) == -1) err(1, "ptrace");
    ptrace(PTRACE_CONT, first, NULL, NULL);
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
        const size_t at = find(pid);
        if (!WIFSTOPPED(status)) {
            if (pid == first) exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
            processes[at].pid = 0;
            processes[at].base = 0;
            continue;
        }
        int signal = WSTOPSIG(status);
        const int event = status >> 16;
        if (event == PTRACE_EVENT_EXEC || processes[at].base == 0) {
            processes[at].base = base_of(pid, program.st_ino);
            if (processes[at].base == 0) {
                processes[at].pid = 0;
                ptrace(PTRACE_DETACH, pid, NULL, NULL);
                continue;
            }
            signal = 0;  // a new process begins with SIGSTOP
        } else if (signal == SIGTRAP) {
            signal = 0;
        }
        const long ip = ptrace(PTRACE_PEEKUSER, pid, offsetof(struct user_regs_struct, rip), NULL);
        const unsigned long offset = (unsigned long)ip - processes[at].base;
        if (offset < most_bytes && !seen[offset]) {
            seen[offset] = 1;
            fprintf(output, "%lx\n", offset);
        }
        ptrace(PTRACE_SINGLESTEP, pid, NULL, signal);
    }
    if (fclose(output) != 0) err(1, "%s", argv[1]);
    return exit_status;
}
