// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <string>

namespace support {

/// A shell command that does by hand what a check did: it starts `words` on a stage (onstage.cpp),
/// and works where the checkout is the current directory. Empty if the check did more than can be
/// typed.
std::string as_typed(const Launch& launch, const Words& words, const Path& rootfs);

}  // namespace support
