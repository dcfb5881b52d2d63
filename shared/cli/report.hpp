// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <string>

namespace cli {

/// Prints one line, "program: what was being done, on what: why; what to do", on stderr.
/// Returns the exit status for that error, see program.hpp.
int report(const std::string& program, std::exception_ptr error) noexcept;

}  // namespace cli
