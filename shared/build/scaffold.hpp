// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <vector>

namespace build {

using Path = std::filesystem::path;

/// Makes at `directory` a layer that has nothing but the mount points which the stack of layers
/// `lower` lacks. On top of them, a container finds all it needs and makes none of its own, so that
/// they are not among what a RUN has changed.
Path make_scaffold(const std::vector<Path>& lower, const std::vector<container::Mount>& mounts,
                   const Path& directory);

}  // namespace build
