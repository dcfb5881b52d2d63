// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace cli {

/// A number of bytes for people, with three digits at most: "64 MiB", "1.5 GiB".
std::string readable_size(std::uint64_t bytes);

}  // namespace cli
