// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace containerfile {

/// The characters of a UTF-8 text. A byte that is not UTF-8 becomes a character of its own, beyond
/// Unicode's, so that every text comes back as it was.
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view characters);

}  // namespace containerfile
