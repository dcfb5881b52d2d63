// SPDX-License-Identifier: MIT
#pragma once

#include "attack.hpp"
#include "column.hpp"

#include <cstdint>
#include <string>

namespace matrix {

/// How an attack against a program went. `broken` is the grader's own error: the attack was not
/// really made, so nothing can be said of the program.
enum class Cell { escapes, blocked, not_applicable, broken };

const char* name_of(Cell cell);

struct Finding {
    Cell cell = Cell::broken;
    std::string seen;  ///< What was attempted and what came of it, or the reason.
};

/// Makes the attack against the program, once.
Finding judge(const Attack& attack, const Column& column, std::uint32_t seed);

}  // namespace matrix
