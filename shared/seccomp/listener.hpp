// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"
#include "sys/fd.hpp"

#include <linux/filter.h>
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace seccomp {

/// Who decides about the calls that a filter asks about (Kind::notify): a program that listens at a
/// Unix socket, and is sent the listener of seccomp_unotify(2) there. runtime-spec config-linux.md,
/// "The Container Process State".
class Listener {
public:
    /// Connects to the profile's; nothing if it has none. Runs on the host, before the container is
    /// there.
    static std::unique_ptr<Listener> connect(const container::Seccomp& profile);
    Listener(const std::filesystem::path& socket, std::string metadata);
    Listener(const Listener&) = delete;
    ~Listener();

    /// Notes which process it is about. Runs on the host.
    void set_process(pid_t init) noexcept;

    /// Puts the program in force, with `flags` and SECCOMP_FILTER_FLAG_NEW_LISTENER, and sends the
    /// listener. Runs in the container; each call that follows may have to wait for an answer.
    void hand_over(unsigned flags, const std::vector<sock_filter>& program);

private:
    struct Shared;
    [[noreturn]] void send_from_helper() noexcept;

    sys::Fd socket_;
    std::string metadata_;
    Shared* shared_;
};

}  // namespace seccomp
