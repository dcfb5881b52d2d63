// SPDX-License-Identifier: MIT
#pragma once

#include "container/command_error.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

namespace cli {

/// Calls `action`; what it throws begins with `what` from here on.
template <typename Callable>
void about(const std::string& what, Callable action) try {
    action();
} catch (const container::CommandError& e) {
    throw container::CommandError{e.exit_status(), fmt::format("{}: {}", what, e.what())};
} catch (const std::exception& e) {
    throw std::runtime_error{fmt::format("{}: {}", what, e.what())};
}

}  // namespace cli
