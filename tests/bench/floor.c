// SPDX-License-Identifier: MIT
//
// floor ROOTFS COMMAND: the system calls of chapter04's container one after the other, and nothing
// around them: no options, no reasons, nothing given back. What the kernel alone
// takes.
//
// floor ROOTFS COMMAND runtime: and what the config.json that runtimes write adds to that: a network,
// and cgroups, one in each hierarchy of version 1 that is mounted as /sys/fs/cgroup/NAME.
#define _GNU_SOURCE
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
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

#define GROUPS "/sys/fs/cgroup"
static char hierarchies[16][32];
static unsigned hierarchy_count;

static void find_hierarchies(void) {
    DIR *all = opendir(GROUPS);
    for (struct dirent *one; all && (one = readdir(all)) && hierarchy_count < 16;)
        if (one->d_type == DT_DIR && one->d_name[0] != '.')
            snprintf(hierarchies[hierarchy_count++], 32, "%.31s", one->d_name);
}

static const char *group(unsigned i, const char *file) {
    static char path[128];
    snprintf(path, sizeof path, GROUPS "/%s/%s", hierarchies[i], file);
    return path;
}

static void copy(unsigned i, const char *from, const char *to) {
    char text[256];
    const int in = open(group(i, from), O_RDONLY), out = open(group(i, to), O_WRONLY);
    if (in >= 0 && out >= 0) must(write(out, text, read(in, text, sizeof text)));
    close(in), close(out);
}

static void join_groups(void) {
    for (unsigned i = 0; i < hierarchy_count; ++i) {
        must(mkdir(group(i, "floor"), 0755));
        copy(i, "cpuset.cpus", "floor/cpuset.cpus");  // or nobody may be in it
        copy(i, "cpuset.mems", "floor/cpuset.mems");
        const int tasks = open(group(i, "floor/tasks"), O_WRONLY);
        must(write(tasks, "0", 1));  // who moves itself, and is one thread, waits for nobody
        close(tasks);
    }
}

// Below "sys", where all is read-only: a directory for each.
static void mount_groups(void) {
    must(mount("none", "." GROUPS, "tmpfs", QUIET, "mode=755"));
    for (unsigned i = 0; i < hierarchy_count; ++i) {
        char place[128] = ".";
        strcat(place, group(i, ""));
        must(mkdir(place, 0755));
        must(mount(group(i, "floor"), place, 0, MS_BIND, 0));
        must(mount("", place, 0, MS_REMOUNT | MS_BIND | MS_RDONLY | QUIET, 0));
    }
    must(mount("", "." GROUPS, 0, MS_REMOUNT | MS_BIND | MS_RDONLY | QUIET, 0));
}

static void loopback_up(void) {
    struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    must(ioctl(any, SIOCSIFFLAGS, &lo));
    close(any);
}

int main(int argc, char **argv) {
    const int runtime = argc > 3;
    struct clone_args args = {.exit_signal = SIGCHLD,
                              .flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC |
                                       (runtime ? CLONE_NEWNET : 0)};
    if (runtime) find_hierarchies();
    const long pid = argc < 3 ? -1 : syscall(SYS_clone3, &args, sizeof args);
    must(pid);
    int status = 0;
    if (pid > 0) {
        must(waitpid(pid, &status, 0));
        for (unsigned i = 0; i < hierarchy_count; ++i) must(rmdir(group(i, "floor")));
        return WEXITSTATUS(status);
    }
    umask(0);
    if (runtime) join_groups(), loopback_up();
    must(mount("", "/", 0, MS_REC | MS_PRIVATE, 0));
    must(mount(argv[1], argv[1], 0, MS_REC | MS_BIND, 0));
    must(chdir(argv[1]));
    for EACH(i, mounts) {
        mkdir(mounts[i].place, 0755);
        must(mount("none", mounts[i].place, mounts[i].type, mounts[i].flags, mounts[i].data));
    }
    if (runtime) mount_groups();
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
    execve(argv[2], (char *[]){argv[2], 0}, (char *[]){"PATH=/bin", 0});
    err(127, "%s", argv[2]);
}
