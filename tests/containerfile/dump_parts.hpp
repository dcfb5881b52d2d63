// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/instruction.hpp"

#include <string>

/// The parts of instructions, each on one line.
namespace parts {

/// In double quotes, with \n and the like for what no line can hold.
std::string quoted(const std::string& text);
/// Quoted; what is not expanded has an = before it, and a here-document a <.
std::string show(const containerfile::Word& word);
std::string show(const containerfile::HereDocument& document);
std::string show(const containerfile::Mount& mount);

}  // namespace parts
