// SPDX-License-Identifier: MIT
#pragma once

#include "attack.hpp"
#include "column.hpp"
#include "expectations.hpp"

#include <string>

namespace matrix {

/// The whole matrix, for each way of looking at it.
struct Picture {
    const Attacks& attacks;
    const std::vector<Column>& programs;
    const Expectations& cells;
};

/// For a terminal: a line for each attack, a letter for each program.
std::string as_text(const Picture& picture);
/// docs/matrix.md: the table, and what each attack is.
std::string as_markdown(const Picture& picture);
/// README.md's table: how many attacks of each layer work against each program.
std::string as_summary(const Picture& picture);
/// build/docs/matrix.svg.
std::string as_svg(const Picture& picture);

/// "chroot" for 1, "seccomp" for 9.
const char* layer_of(int chapter);

}  // namespace matrix
