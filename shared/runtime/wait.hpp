// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <csignal>
#include <functional>

/// What a command does that stays while a program runs.
namespace runtime {

/// Blocks the signals that are handed on, container/signals.hpp, and returns them. To be called
/// before there is a child.
sigset_t block_signals();

/// Waits for a child of ours to end, and hands on each of those `signals` that we get. Also what a
/// terminal sends to all of the foreground: the child has a session of its own. Returns its exit
/// status, or 128+N.
///
/// Meanwhile, `read` is called when `other` can be read from, if it is a descriptor.
int wait_for(sys::BorrowedFd child, const sigset_t& signals, sys::BorrowedFd other = -1,
             const std::function<void()>& read = {});

}  // namespace runtime
