// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace runtime {

/// Where a container is in its life: runtime-spec runtime.md, "State". `paused` is no state of the
/// specification's, but what every runtime adds to it.
enum class Status { creating, created, running, paused, stopped };

/// As `state` prints it.
std::string_view name_of(Status status);

}  // namespace runtime
