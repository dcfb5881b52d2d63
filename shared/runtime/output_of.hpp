// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace runtime {

/// Runs a program of the host, `words[0]`, to its end: what it says on its standard output. Throws
/// if it fails; it has said why by then, on our standard error.
std::string output_of(const std::vector<std::string>& words);

}  // namespace runtime
