// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <csignal>

namespace build {

/// Signals that are to end a build, taken when it is convenient: signalfd(2).
class Signals {
public:
    Signals();
    Signals(const Signals&) = delete;
    ~Signals();

    sys::BorrowedFd file() const { return file_; }
    /// Throws a CommandError of 128+N if one has come.
    void check() const;

private:
    sigset_t callers_mask_;
    sys::Fd file_;
};

}  // namespace build
