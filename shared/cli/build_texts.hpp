// SPDX-License-Identifier: MIT
#pragma once

#include "build/job.hpp"

#include <string>

/// What the options of `build` say, put into what is asked of it. Each throws a UsageError.
namespace cli {

/// NAME=VALUE, or NAME for the caller's value, if there is one.
void add_argument(build::Request& request, const std::string& text);
/// NAME=VALUE, or NAME.
void add_label(build::Request& request, const std::string& text);
/// "id=NAME,src=FILE" or "id=NAME,env=VARIABLE"; without either: the variable of that name if there
/// is one, else the file.
void add_secret(build::Request& request, const std::string& text);
/// As `run` takes it, but for another container's.
void set_network(build::Request& request, const std::string& text);

}  // namespace cli
