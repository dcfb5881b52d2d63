// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csetjmp>
#include <csignal>

namespace probe {
namespace {

/// The kernel makes no user namespace in a chroot, user_namespaces(7). Who can leave it does so
/// first; elsewhere this changes nothing.
void leave_chroot(const std::string& directory) {
    if (::chdir("/") == -1 || ::chroot(directory.c_str()) == -1) return;
    for (int i = 0; i < 64; ++i)
        if (::chdir("..") == -1) return;
    if (::chroot(".") == -1) return;
}

std::string mount_something(const std::string& name) {
    check(::mount(name.c_str(), "/", "tmpfs", 0, nullptr), "mount tmpfs on /");
    return "mounted\n";
}

/// user-namespace unshare|clone3 NAME DIRECTORY: becomes root of a new user namespace by that call,
/// and mounts a tmpfs called NAME.
std::string user_namespace(const Args& words) {
    constexpr unsigned long both = CLONE_NEWUSER | CLONE_NEWNS;
    return in_child([&words] {
        leave_chroot(words.at(2));
        if (words.at(0) == "clone3")
            return in_child([&words] { return mount_something(words[1]); }, both);
        check(::unshare(both), "unshare CLONE_NEWUSER");
        return mount_something(words.at(1));
    });
}

/// keyctl: what the kernel's keyrings can do; changes none.
std::string key_control(const Args&) {
    unsigned char bits[8] = {};
    const auto size = check(::syscall(SYS_keyctl, KEYCTL_CAPABILITIES, bits, sizeof bits),
                            "keyctl KEYCTL_CAPABILITIES");
    std::string text;
    for (long i = 0; i < size && i < 8; ++i) text += std::to_string(bits[i]) + " ";
    return text + "\n";
}

/// personality: switches address randomisation off, for a child.
std::string set_personality(const Args&) {
    return in_child([] {
        check(::personality(ADDR_NO_RANDOMIZE), "personality ADDR_NO_RANDOMIZE");
        return std::string{"set\n"};
    });
}

/// personality32: the same through the system call interface of 32-bit programs.
std::string set_personality32(const Args&) {
#ifdef __x86_64__
    return in_child([] {
        static sigjmp_buf no_such_door;  // then the instruction is a fault
        ::signal(SIGSEGV, [](int) { ::siglongjmp(no_such_door, 1); });
        if (sigsetjmp(no_such_door, 1) != 0)
            throw Refused{"int 0x80: this kernel has no system calls of 32-bit programs"};
        constexpr long personality_i386 = 136;
        long result = personality_i386;
        __asm__ volatile("int $0x80"
                         : "+a"(result)
                         : "b"(static_cast<long>(ADDR_NO_RANDOMIZE))
                         : "memory", "r8", "r9", "r10", "r11");
        if (result < 0) {
            errno = static_cast<int>(-result);
            throw Failed{"int 0x80"};
        }
        return std::string{"set\n"};
    });
#else
    throw Refused{"int 0x80 is of x86-64 alone"};
#endif
}

/// type TEXT: puts it into the input of the terminal on stdin, as if somebody typed it.
std::string type(const Args& words) {
    for (const char& letter : words.at(0) + "\n")
        check(::ioctl(STDIN_FILENO, TIOCSTI, &letter), "ioctl TIOCSTI");
    return "typed\n";
}

/// io-uring: a ring, kept open.
std::string ring(const Args&) {
    io_uring_params parameters{};
    check(::syscall(SYS_io_uring_setup, 1, &parameters), "io_uring_setup");
    return "made\n";
}

}  // namespace

void add_doors(Commands& commands) {
    commands.insert({{"user-namespace", user_namespace},
                     {"keyctl", key_control},
                     {"personality", set_personality},
                     {"personality32", set_personality32},
                     {"type", type},
                     {"io-uring", ring}});
}

}  // namespace probe
