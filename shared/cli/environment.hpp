// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace cli {

/// Adds the variables that every program expects, where neither -e nor an image has set them: PATH,
/// HOME, TERM and HOSTNAME.
void add_default_variables(container::Spec& spec, int chapter);

/// Whether the variable is set in `env`.
bool has_variable(const std::vector<std::string>& env, const std::string& name);

}  // namespace cli
