// SPDX-License-Identifier: MIT
#include "container/users/session.hpp"

#include "container/users/maps.hpp"
#include "sys/error.hpp"

#include <linux/keyctl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace container::users {
namespace {

/// Not a FIFO that has a name: whose that is, is not for us to change.
bool is_pipe(int file) {
    struct statfs info {};
    return ::fstatfs(file, &info) == 0 && info.f_type == PIPEFS_MAGIC;
}

/// Of our devpts: the caller's terminal stays his.
bool is_our_terminal(int file) {
    struct stat standard {
    }, own{};
    return ::fstat(file, &standard) == 0 && ::stat("/dev/console", &own) == 0 &&
           S_ISCHR(standard.st_mode) && standard.st_dev == own.st_dev &&
           standard.st_ino == own.st_ino && ::isatty(file) == 1;
}

}  // namespace

void join_new_session_keyring() {
    const auto ring = ::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr);
    if (ring == -1 && errno == ENOSYS) return;  // a kernel without keys
    sys::check(ring, "keyctl KEYCTL_JOIN_SESSION_KEYRING");
}

void give_pipes_to_root(const UserNamespace& of) {
    const auto user = *outside(of.uid_mappings, root_of(of.uid_mappings));
    const auto group = *outside(of.gid_mappings, root_of(of.gid_mappings));
    for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (is_pipe(file)) [[maybe_unused]]
            const int result = ::fchown(file, user, group);
}

void give_standard_files(const User& user) {
    if (user.uid == 0) return;  // they are his, or he may open them all the same
    for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (is_pipe(file) || is_our_terminal(file)) [[maybe_unused]]
            const int result = ::fchown(file, user.uid, user.gid);
}

}  // namespace container::users
