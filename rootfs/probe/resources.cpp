// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

namespace probe {
namespace {

/// crowd N: N children at once, which stay.
std::string crowd(const Args& words) {
    for (int i = 0; i < std::stoi(words.at(0)); ++i) stay([] {});
    return "forked\n";
}

/// eat MEGABYTES: in a child, which keeps them.
std::string eat(const Args& words) {
    const auto size = std::stoul(words.at(0)) << 20;
    return in_child([size] {
        void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (memory == MAP_FAILED) throw Failed{"mmap"};
        return std::string{"eaten\n"};
    });
}

/// burn N: N children, each of which wants a CPU for itself.
std::string burn(const Args& words) {
    for (int i = 0; i < std::stoi(words.at(0)); ++i)
        stay([] {
            for (volatile unsigned turns = 0;;) turns = turns + 1;
        });
    return "burning\n";
}

/// outlive: the end of our parent, prctl(2), PR_SET_PDEATHSIG, is none of ours from now on.
std::string outlive(const Args&) {
    check(::prctl(PR_SET_PDEATHSIG, 0), "prctl PR_SET_PDEATHSIG");
    return "free\n";
}

/// spread: onto every CPU that the kernel lets us have.
std::string spread(const Args&) {
    cpu_set_t all{};
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) CPU_SET(cpu, &all);
    check(::sched_setaffinity(0, sizeof all, &all), "sched_setaffinity");
    return "spread\n";
}

/// hold FILE: opens it and keeps it open.
std::string hold(const Args& words) {
    check(::open(words.at(0).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), "open " + words[0]);
    return "open\n";
}

/// read-head FILE: what one read gives, without waiting.
std::string read_head(const Args& words) {
    const int fd =
        check(::open(words.at(0).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), "open " + words[0]);
    char text[4096];
    const auto size = ::read(fd, text, sizeof text);
    ::close(fd);
    return {text, static_cast<std::size_t>(check(size, "read " + words[0]))};
}

/// find DIRECTORY NAME: NAME, if DIRECTORY lists it.
std::string find(const Args& words) {
    DIR* directory = ::opendir(words.at(0).c_str());
    if (!directory) throw Failed{"opendir " + words[0]};
    std::string found;
    while (const dirent* entry = ::readdir(directory))
        if (words.at(1) == entry->d_name) found = words[1];
    ::closedir(directory);
    return found + "\n";
}

std::string bind(const Args& words) {
    check(::mount(words.at(0).c_str(), words.at(1).c_str(), nullptr, MS_BIND, nullptr),
          "mount " + words[0] + " on " + words[1]);
    return "bound\n";
}

/// copy FROM TO MODE
std::string copy(const Args& words) {
    std::filesystem::copy_file(words.at(0), words.at(1));
    check(::chmod(words[1].c_str(), static_cast<mode_t>(std::stoul(words.at(2), nullptr, 8))),
          "chmod " + words[1]);
    return "copied\n";
}

/// chmod FILE MODE
std::string change_mode(const Args& words) {
    check(::chmod(words.at(0).c_str(), static_cast<mode_t>(std::stoul(words.at(1), nullptr, 8))),
          "chmod " + words[0]);
    return "changed\n";
}

/// set-owner FILE UID
std::string set_owner(const Args& words) {
    check(::chown(words.at(0).c_str(), static_cast<uid_t>(std::stoul(words.at(1))), 0),
          "chown " + words[0]);
    return "changed\n";
}

std::string remove(const Args& words) {
    check(::unlink(words.at(0).c_str()), "unlink " + words[0]);
    return "removed\n";
}

/// remount DIRECTORY OPTIONS: of the file system itself, wherever else it is mounted.
std::string remount(const Args& words) {
    check(::mount(nullptr, words.at(0).c_str(), nullptr, MS_REMOUNT, words.at(1).c_str()),
          "mount -o remount " + words[0]);
    return "remounted\n";
}

/// capacity DIRECTORY: of its file system, in bytes.
std::string capacity(const Args& words) {
    struct statvfs info {};
    check(::statvfs(words.at(0).c_str(), &info), "statvfs " + words[0]);
    return std::to_string(info.f_blocks * info.f_frsize) + "\n";
}

}  // namespace

void add_resources(Commands& commands) {
    commands.insert({{"crowd", crowd},
                     {"eat", eat},
                     {"burn", burn},
                     {"outlive", outlive},
                     {"spread", spread},
                     {"hold", hold},
                     {"read-head", read_head},
                     {"find", find},
                     {"bind", bind},
                     {"copy", copy},
                     {"chmod", change_mode},
                     {"set-owner", set_owner},
                     {"remove", remove},
                     {"remount", remount},
                     {"capacity", capacity}});
}

}  // namespace probe
