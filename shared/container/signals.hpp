// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace container {

/// The signal that people write as "SIGTERM", "TERM" or "15", signal(7); nothing if there is none.
std::optional<int> signal_number(std::string_view text);

}  // namespace container
