// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// Files of a cgroup with numbers in them. One that is not there has none.
namespace runtime::counts {

using Path = std::filesystem::path;

std::string text_of(const Path& file);

/// The only number of a file. "max", and no file: what v1 says when there is no limit.
std::uint64_t number(const Path& file, std::uint64_t otherwise = 0);
constexpr std::uint64_t unlimited = UINT64_MAX;

/// All numbers of the first line.
std::vector<std::uint64_t> numbers(const Path& file);

/// "NAME NUMBER" in each line, in this order.
using Pairs = std::vector<std::pair<std::string, std::uint64_t>>;
Pairs pairs(const Path& file);
/// 0 if it is not there.
std::uint64_t value_of(const Pairs& pairs, std::string_view name);

/// "0-2,4" as 0, 1, 2, 4.
std::vector<unsigned> list(const Path& file);

}  // namespace runtime::counts
