// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

#include <string>

namespace runtime {

/// What a container has used of the machine, and may use, as JSON in one line: the event that
/// runc's `events` prints, which others take apart. What no controller counts here is left out.
std::string statistics(const std::string& id, const container::cgroup::Group& group);

}  // namespace runtime
