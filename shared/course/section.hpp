// SPDX-License-Identifier: MIT
#pragma once

#include "course/text.hpp"

#include <string>

namespace course {

/// Whether long lines are broken, or left whole so that they can be pasted into a shell.
enum class Lines { broken, whole };

/// A heading with a text below it.
std::string section(const std::string& heading, const std::string& text, const Paint& paint,
                    Lines lines = Lines::broken);

}  // namespace course
