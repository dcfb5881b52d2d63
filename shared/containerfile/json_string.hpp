// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace containerfile {

/// Appends to `result` what the JSON string at text[at] stands for, and moves `at` past it (RFC
/// 8259, section 7). False if it is none. Half a surrogate pair becomes U+FFFD.
bool read_json_string(std::string_view text, std::size_t& at, std::string& result);

}  // namespace containerfile
