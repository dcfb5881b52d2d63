// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

namespace stage {

/// In the child that becomes the program under test: gives it the caller's state that the options
/// ask for, and executes it. Throws SysError.
[[noreturn]] void become(Options& options);

}  // namespace stage
