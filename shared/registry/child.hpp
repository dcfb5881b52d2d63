// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/types.h>

#include <csignal>
#include <string>
#include <vector>

namespace registry {

/// The signals that end a program, blocked for as long as this lives: they are for the child first.
class Signals {
public:
    Signals();
    Signals(const Signals&) = delete;
    ~Signals();

    /// The mask that was in force.
    const sigset_t& before() const noexcept { return before_; }
    /// Readable when one has come.
    sys::BorrowedFd file() const noexcept { return file_; }
    /// The one that came, or 0.
    int take() const;

private:
    sigset_t before_, set_{};
    sys::Fd file_;
};

/// A program that runs: ended and waited for at the latest when this goes out of scope. It is
/// started with posix_spawn(3), because our caller may have threads.
class Child {
public:
    /// `passed` becomes its descriptor `number`.
    Child(const std::string& path, const std::vector<std::string>& words, sys::BorrowedFd passed,
          int number, const sigset_t& mask);
    Child(const Child&) = delete;
    ~Child();

    void signal(int number) const;
    /// How it ended, as waitpid(2) says it.
    int wait();

private:
    pid_t pid_ = -1;
};

}  // namespace registry
