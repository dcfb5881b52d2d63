// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

/// Amounts as the callers of OCI runtimes write them on a command line.
namespace runtime {

/// "-1", "42"; nothing if it is something else.
std::optional<std::int64_t> parse_number(std::string_view text);

/// Bytes: a number, with k, m, g, t or p behind it, which may be followed by b or ib.
std::optional<std::int64_t> parse_size(std::string_view text);

/// A time as Go writes it: "5s", "1m30s", "500ms", "0.5s".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace runtime
