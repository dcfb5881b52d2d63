// SPDX-License-Identifier: MIT
#pragma once

#include "attack.hpp"
#include "column.hpp"
#include "judge.hpp"

#include <map>
#include <string>
#include <utility>

namespace matrix {

/// What is expected of each cell, by the names of its row and its column.
using Expectations = std::map<std::pair<std::string, std::string>, Cell>;

/// Reads expected.txt: a line of column names, then for each attack its name and a word per column.
/// A word that is none of escapes, blocked and n/a is an error, and so is a missing one.
Expectations read_expectations(const Path& file);
/// The one in the repository.
const Expectations& expectations();

/// What is wrong with the expectations themselves, a line each: a row or a column that is missing
/// or that does not exist, an attack that its chapter does not stop, one that nothing ever suffers,
/// and one that works against our runtime, but not against another with the same bundle.
std::string contradictions(const Expectations& expected, const Attacks& attacks,
                           const std::vector<Column>& programs);

}  // namespace matrix
