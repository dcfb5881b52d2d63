// SPDX-License-Identifier: MIT
#pragma once

#include "ways.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ways {

/// ABIs to call through: the programs' own, one they do not know, and none.
extern const std::vector<std::uint32_t> arches;

/// All numbers that there are or may soon be, x32's too, those at the ends of what a number can be,
/// and those that a program compares something with, and their neighbours.
std::vector<std::uint32_t> numbers(const std::vector<Program>& programs);

/// A call that the two programs answer differently, among those of `arches` and `numbers` on each
/// of both programs' ways. Empty if there is none.
std::string difference(const Program& one, const Program& other);

/// Of the longest way that one of those calls has.
std::size_t longest(const Program& program);

}  // namespace ways
