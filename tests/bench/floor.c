// SPDX-License-Identifier: MIT
//
// floor ROOTFS COMMAND [ARG...]: the system calls of chapter04's container one after the other, and
// nothing around them: no options, no reasons, nothing given back. Sixty lines without these: what
// the kernel alone takes.
#define _GNU_SOURCE
#include <err.h>
#include <linux/sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUIET (MS_NOSUID | MS_NODEV | MS_NOEXEC)
#define EACH(i, array) (unsigned i = 0; i < sizeof(array) / sizeof *(array); ++i)

static const struct { const char *type, *place, *data; int flags; } mounts[] = {
    {"proc", "proc", 0, QUIET}, {"sysfs", "sys", 0, QUIET | MS_RDONLY},
    {"tmpfs", "dev", "mode=755,size=64m", QUIET & ~MS_NODEV},
    {"devpts", "dev/pts", "newinstance,mode=620,ptmxmode=666", QUIET & ~MS_NODEV},
    {"tmpfs", "dev/shm", "mode=1777,size=64m", QUIET}, {"mqueue", "dev/mqueue", 0, QUIET}};
static const struct { const char *name; int major, minor; } nodes[] = {
    {"null", 1, 3}, {"zero", 1, 5}, {"full", 1, 7}, {"random", 1, 8}, {"urandom", 1, 9}, {"tty", 5, 0}};
static const char *links[][2] = {
    {"pts/ptmx", "ptmx"}, {"/proc/self/fd", "fd"}, {"/proc/self/fd/0", "stdin"},
    {"/proc/self/fd/1", "stdout"}, {"/proc/self/fd/2", "stderr"}, {"null", "console"}};
static const char *masked[] = {
    "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys",
    "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_list",
    "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware"};
static const char *readonly[] = {
    "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"};

static void must(long result) { if (result == -1) err(125, "a call failed, strace says which"); }

int main(int argc, char **argv) {
    struct clone_args args = {.exit_signal = SIGCHLD,
                              .flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC};
    const long pid = argc < 3 ? -1 : syscall(SYS_clone3, &args, sizeof args);
    must(pid);
    int status = 0;
    if (pid > 0) return waitpid(pid, &status, 0) == pid ? WEXITSTATUS(status) : 125;
    umask(0);
    must(mount("", "/", 0, MS_REC | MS_PRIVATE, 0));
    must(mount(argv[1], argv[1], 0, MS_REC | MS_BIND, 0));
    must(chdir(argv[1]));
    for EACH(i, mounts) {
        mkdir(mounts[i].place, 0755);
        must(mount("none", mounts[i].place, mounts[i].type, mounts[i].flags, mounts[i].data));
    }
    must(syscall(SYS_pivot_root, ".", "."));
    must(umount2(".", MNT_DETACH));
    must(chdir("/dev"));
    for EACH(i, nodes)
        must(mknod(nodes[i].name, S_IFCHR | 0666, makedev(nodes[i].major, nodes[i].minor)));
    for EACH(i, links) must(symlink(links[i][0], links[i][1]));
    must(sethostname("container", 9));
    for EACH(i, masked)  // not every kernel has every path
        if (mount("/dev/null", masked[i], 0, MS_BIND, 0) == -1)
            mount("none", masked[i], "tmpfs", QUIET | MS_RDONLY, 0);
    for EACH(i, readonly)
        if (mount(readonly[i], readonly[i], 0, MS_BIND | MS_REC, 0) == 0)
            must(mount("", readonly[i], 0, MS_REMOUNT | MS_BIND | MS_RDONLY | QUIET, 0));
    must(chdir("/"));
    execve(argv[2], argv + 2, (char *[]){"PATH=/bin", 0});
    err(127, "%s", argv[2]);
}
