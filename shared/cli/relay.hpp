// SPDX-License-Identifier: MIT
#pragma once

#include "container/child.hpp"
#include "sys/fd.hpp"

#include <optional>

namespace cli {

/// Carries bytes between the caller's terminal and the container's, in a process of its own: keys
/// in, output out, and the window's size when it changes. Meanwhile the caller's terminal is raw,
/// so that Ctrl-C is the container's to interpret. pty(7), termios(3).
///
/// The process puts the terminal back when the container closes its own, or when we are killed.
class Relay {
public:
    explicit Relay(const sys::Fd& master);
    /// Waits until the container's last output has been shown.
    ~Relay();

private:
    std::optional<container::Child> child_;
};

}  // namespace cli
