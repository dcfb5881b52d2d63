// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

#include <string>
#include <vector>

namespace cli {

/// The containers of these names. Throws if one does not run.
std::vector<container::State> running(const std::vector<std::string>& names);

/// The cgroup of a container. Throws if it has none: not every chapter makes one.
container::cgroup::Group group_of(const container::State& state);

}  // namespace cli
