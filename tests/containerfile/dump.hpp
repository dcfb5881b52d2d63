// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/containerfile.hpp"

#include <string>

/// All that the parser made of a text, as a text: what the golden files hold.
std::string dump(const containerfile::Containerfile& file);
std::string dump(const containerfile::Instruction& instruction);
