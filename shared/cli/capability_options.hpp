// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

#include <string>
#include <vector>

namespace cli {

/// The arguments of --cap-add and --cap-drop, names as in capabilities(7), with or without CAP_, or
/// ALL: what is left of docker's fourteen, and what was added to them. ALL is what our own bounding
/// set has; to ask by name for what is not in there throws UsageError. Root gets them; another user
/// only those that were added.
container::Capabilities capabilities(const std::vector<std::string>& added,
                                     const std::vector<std::string>& dropped, bool is_root);

}  // namespace cli
