// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>
#include <optional>
#include <string_view>

namespace container {

/// The signal that people write as "SIGTERM", "TERM" or "15", signal(7); nothing if there is none.
std::optional<int> signal_number(std::string_view text);

/// What a command that stays hands on to the program that it waits for: everything but what must
/// stop us (job control) or kill us.
sigset_t signals_handed_on();

}  // namespace container
