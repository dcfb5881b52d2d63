// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <filesystem>

namespace probe {
namespace {

namespace fs = std::filesystem;

std::string slurp(const std::string& path) {
    const int fd = check(::open(path.c_str(), O_RDONLY | O_CLOEXEC), "open " + path);
    std::string text;
    char buffer[4096];
    for (;;) {
        const auto size = ::read(fd, buffer, sizeof buffer);
        if (size == -1) {
            ::close(fd);
            throw Failed{"read " + path};
        }
        if (size == 0) break;
        text.append(buffer, static_cast<std::size_t>(size));
    }
    ::close(fd);
    return text;
}

std::string read(const Args& words) {
    return slurp(words.at(0));
}

/// write FILE TEXT: into a file that exists, or a new one.
std::string write(const Args& words) {
    const auto& path = words.at(0);
    const int fd =
        check(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644), "open " + path);
    const auto size = ::write(fd, words.at(1).data(), words[1].size());
    const int error = errno;
    ::close(fd);
    errno = error;
    check(size, "write " + path);
    return "";
}

std::string list(const Args& words) {
    std::string text;
    for (const auto& entry : fs::directory_iterator{words.at(0)})
        text += entry.path().filename().native() + "\n";
    return text;
}

/// Type, permissions, and for a device its numbers: "char 1:3 666".
std::string stat(const Args& words) {
    struct stat info {};
    check(::lstat(words.at(0).c_str(), &info), "lstat " + words[0]);
    const char* type = S_ISDIR(info.st_mode)   ? "directory"
                       : S_ISREG(info.st_mode) ? "file"
                       : S_ISLNK(info.st_mode) ? "symlink"
                       : S_ISCHR(info.st_mode) ? "char"
                       : S_ISBLK(info.st_mode) ? "block"
                                               : "other";
    char text[64];
    if (S_ISCHR(info.st_mode) || S_ISBLK(info.st_mode))
        std::snprintf(text, sizeof text, "%s %u:%u %o\n", type, major(info.st_rdev),
                      minor(info.st_rdev), info.st_mode & 07777);
    else
        std::snprintf(text, sizeof text, "%s %o\n", type, info.st_mode & 07777);
    return text;
}

std::string link(const Args& words) {
    return fs::read_symlink(words.at(0)).native() + "\n";
}

/// This process's mounts, proc_pid_mountinfo(5). `mounts FILE` reads another's.
std::string mounts(const Args& words) {
    return slurp(words.empty() ? "/proc/self/mountinfo" : words[0]);
}

std::string mount_tmpfs(const Args& words) {
    ::mkdir(words.at(0).c_str(), 0755);
    check(::mount("probe", words[0].c_str(), "tmpfs", 0, nullptr), "mount tmpfs on " + words[0]);
    return "mounted\n";
}

std::string mount_proc(const Args& words) {
    ::mkdir(words.at(0).c_str(), 0755);
    check(::mount("proc", words[0].c_str(), "proc", 0, nullptr), "mount proc on " + words[0]);
    return "mounted\n";
}

std::string unmount(const Args& words) {
    check(::umount2(words.at(0).c_str(), MNT_DETACH), "umount " + words[0]);
    return "unmounted\n";
}

/// The way out that chroot(2) itself describes: a second chroot leaves the working directory
/// outside the new root, and from there ".." leads up. `breakout FILE [DIRECTORY]` reads FILE of
/// the host. It makes no directory if /.brk (or DIRECTORY) is there, so that no other layer can
/// stop it by accident.
std::string breakout(const Args& words) {
    const std::string directory = words.size() > 1 ? words[1] : "/.brk";
    ::mkdir(directory.c_str(), 0700);
    check(::chdir("/"), "chdir /");
    check(::chroot(directory.c_str()), "chroot " + directory);
    for (int i = 0; i < 64; ++i) check(::chdir(".."), "chdir ..");
    check(::chroot("."), "chroot .");
    return slurp(words.at(0));
}

/// Opens a path and says whether that worked: `open FILE r|w`.
std::string open_file(const Args& words) {
    const int flags = words.at(1) == "w" ? O_WRONLY : O_RDONLY;
    ::close(check(::open(words[0].c_str(), flags | O_CLOEXEC | O_NONBLOCK), "open " + words[0]));
    return "opened\n";
}

/// mknod FILE MAJOR MINOR [b]: a character device, or a block device.
std::string make_node(const Args& words) {
    const auto device = makedev(static_cast<unsigned>(std::stoi(words.at(1))),
                                static_cast<unsigned>(std::stoi(words.at(2))));
    const mode_t type = words.size() > 3 ? S_IFBLK : S_IFCHR;
    check(::mknod(words[0].c_str(), type | 0600, device), "mknod " + words[0]);
    return "made\n";
}

}  // namespace

void add_files(Commands& commands) {
    commands.insert({{"read", read},
                     {"write", write},
                     {"list", list},
                     {"stat", stat},
                     {"link", link},
                     {"mounts", mounts},
                     {"mount-tmpfs", mount_tmpfs},
                     {"mount-proc", mount_proc},
                     {"unmount", unmount},
                     {"breakout", breakout},
                     {"open", open_file},
                     {"mknod", make_node}});
}

}  // namespace probe
