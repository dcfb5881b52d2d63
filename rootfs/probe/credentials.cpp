// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

namespace probe {
namespace {

/// Whom this process acts as, as it sees that itself: "uid REAL EFFECTIVE SAVED", "gid ...", and
/// "groups" with the additional ones.
std::string credentials(const Args&) {
    std::ostringstream text;
    uid_t ruid = 0, euid = 0, suid = 0;
    gid_t rgid = 0, egid = 0, sgid = 0;
    check(::getresuid(&ruid, &euid, &suid), "getresuid");
    check(::getresgid(&rgid, &egid, &sgid), "getresgid");
    text << "uid " << ruid << " " << euid << " " << suid << "\ngid " << rgid << " " << egid << " "
         << sgid << "\ngroups";
    gid_t groups[64];
    const int count = check(::getgroups(64, groups), "getgroups");
    for (int i = 0; i < count; ++i) text << " " << groups[i];
    text << "\n";
    return text.str();
}

/// securebits: how the kernel treats user 0, capabilities(7).
std::string securebits(const Args&) {
    return std::to_string(check(::prctl(PR_GET_SECUREBITS), "prctl PR_GET_SECUREBITS")) + "\n";
}

/// with-key NAME SECRET PROGRAM [ARG...]: becomes the program, with a session keyring, keyrings(7),
/// that holds this key.
std::string with_key(const Args& words) {
    check(::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr), "keyctl");
    check(::syscall(SYS_add_key, "user", words.at(0).c_str(), words.at(1).data(), words[1].size(),
                    KEY_SPEC_SESSION_KEYRING),
          "add_key");
    std::vector<char*> args;
    for (const auto& word : words) args.push_back(const_cast<char*>(word.c_str()));
    args.push_back(nullptr);
    ::execv(args.at(2), args.data() + 2);
    throw Failed{"execv " + words.at(2)};
}

/// read-key NAME: of the session keyring, the secret that it holds.
std::string read_key(const Args& words) {
    const auto key = check(::syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, "user",
                                     words.at(0).c_str(), 0),
                           "keyctl KEYCTL_SEARCH");
    char text[256];
    const auto size =
        check(::syscall(SYS_keyctl, KEYCTL_READ, key, text, sizeof text), "keyctl KEYCTL_READ");
    return std::string(text, static_cast<std::size_t>(size)) + "\n";
}

/// set-groups GID...: gives itself these additional groups.
std::string set_groups(const Args& words) {
    std::vector<gid_t> groups;
    for (const auto& word : words) groups.push_back(static_cast<gid_t>(std::stoul(word)));
    check(::setgroups(groups.size(), groups.data()), "setgroups");
    return "set\n";
}

/// owner FILE: "UID:GID", as this process sees them.
std::string owner(const Args& words) {
    struct stat info {};
    check(::lstat(words.at(0).c_str(), &info), "lstat " + words[0]);
    return std::to_string(info.st_uid) + ":" + std::to_string(info.st_gid) + "\n";
}

/// chown FILE UID GID
std::string change_owner(const Args& words) {
    check(::lchown(words.at(0).c_str(), static_cast<uid_t>(std::stoul(words.at(1))),
                   static_cast<gid_t>(std::stoul(words.at(2)))),
          "lchown " + words[0]);
    return "changed\n";
}

/// network-file FILE: a new network namespace, which FILE leads to, as `ip netns add` makes it.
/// What /proc calls it.
std::string network_file(const Args& words) {
    ::close(check(::open(words.at(0).c_str(), O_CREAT | O_RDONLY | O_CLOEXEC, 0444),
                  "open " + words[0]));
    const int own = check(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "open ns/net");
    check(::unshare(CLONE_NEWNET), "unshare CLONE_NEWNET");
    const auto name = std::filesystem::read_symlink("/proc/self/ns/net").native();
    const int mounted = ::mount("/proc/self/ns/net", words[0].c_str(), nullptr, MS_BIND, nullptr);
    const int error = errno;
    check(::setns(own, CLONE_NEWNET), "setns");
    ::close(own);
    errno = error;
    check(mounted, "mount /proc/self/ns/net on " + words[0]);
    return name + "\n";
}

/// join-network FILE: enters the network namespace that FILE leads to, setns(2).
std::string join_network(const Args& words) {
    const int fd = check(::open(words.at(0).c_str(), O_RDONLY | O_CLOEXEC), "open " + words[0]);
    const int joined = ::setns(fd, CLONE_NEWNET);
    const int error = errno;
    ::close(fd);
    errno = error;
    check(joined, "setns");
    return "joined\n";
}

}  // namespace

void add_credentials(Commands& commands) {
    commands.insert({{"credentials", credentials},
                     {"securebits", securebits},
                     {"with-key", with_key},
                     {"read-key", read_key},
                     {"set-groups", set_groups},
                     {"owner", owner},
                     {"chown", change_owner},
                     {"network-file", network_file},
                     {"join-network", join_network}});
}

}  // namespace probe
