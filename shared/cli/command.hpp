// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <span>
#include <string>
#include <vector>

/// What `run` has after its options: ROOTFS, and the command with options of its own.
namespace cli {

/// The first `--`, or else `end`. CLI11 must not see it, or it takes what follows for the program's
/// own; and not what follows either, of which none is an option of ours.
char** find_mark(char** begin, char** end);

/// All that comes after the options: what CLI11 has `left` of the words before the mark, and the
/// words `from_mark`. The mark ends our options, or is itself a word of the command's. Throws
/// UsageError for an option that is none.
std::vector<std::string> after_options(std::vector<std::string> left,
                                       std::span<char* const> from_mark);

/// Notes them in the spec. The command may be nothing if an image can say what it is. Throws
/// UsageError.
void take_command(container::Spec& spec, std::vector<std::string> words, bool image_says);

}  // namespace cli
