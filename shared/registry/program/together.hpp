// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/client.hpp"

#include <cstddef>
#include <functional>

namespace registry {

/// Calls `work` for each number below `count`, four at a time, each thread with a client of its
/// own. When one throws, the others are stopped, and that is thrown.
void together(Repository& repository, std::size_t count,
              const std::function<void(Client&, std::size_t)>& work);

}  // namespace registry
