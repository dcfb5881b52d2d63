// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What was compared with other people's programs: a table that is printed when all tests have run.
namespace interop {

/// `equal` is also required: the test goes on, and fails.
void check_equal(const std::string& image, const std::string& tool, const std::string& compared,
                 bool equal);

/// False, and says so, if one of the programs is not installed: then the test is skipped.
bool installed(std::initializer_list<const char*> programs);

}  // namespace interop
