// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

#include <string>

namespace cli {

/// The argument of --ulimit: NAME=SOFT[:HARD], as in nofile=1024:4096; -1 is no limit. Throws
/// UsageError.
container::Rlimit parse_ulimit(const std::string& text);

}  // namespace cli
