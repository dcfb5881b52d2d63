// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace registry {

/// One line of stdin; from a terminal without showing it.
std::string read_password();

}  // namespace registry
