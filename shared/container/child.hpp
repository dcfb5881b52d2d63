// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"
#include "sys/process.hpp"

#include <sys/types.h>

namespace container {

/// A child process, held by its pidfd. Killed and reaped when this object goes out of scope, so
/// that no failure on the host leaves a process behind.
class Child {
public:
    Child(pid_t pid, sys::Fd pidfd) noexcept : pid_{pid}, pidfd_{std::move(pidfd)} {}
    Child(Child&&) = default;
    Child& operator=(Child&&) = default;
    ~Child();

    pid_t pid() const noexcept { return pid_; }
    sys::BorrowedFd pidfd() const noexcept { return pidfd_; }
    /// From now on, it is left alone.
    void release() noexcept { pidfd_.reset(); }

private:
    pid_t pid_;
    sys::Fd pidfd_;
};

}  // namespace container
