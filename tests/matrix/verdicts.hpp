// SPDX-License-Identifier: MIT
#pragma once

#include "expectations.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace matrix {

/// What was seen of every attack against some programs.
struct Verdicts {
    Expectations cells;
    std::map<std::pair<std::string, std::string>, std::string> seen;  ///< By the same names.
    std::string broken;      ///< A line for each attack that was not really made: no verdict.
    std::string not_judged;  ///< One for each that this machine cannot make.
};

Verdicts attack_all(const std::vector<Column>& programs);

/// Where the verdicts are others than expected.txt has them, a line each, and what is broken.
std::string surprises(const Verdicts& verdicts, const std::vector<Column>& programs);

}  // namespace matrix
