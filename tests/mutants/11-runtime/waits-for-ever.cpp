// SPDX-License-Identifier: MIT
// caught by: 11.start
// Whoever lives is taken for one that waits.
#include "lifecycle.hpp"

namespace runtime {

Status lifecycle::status(const Entry& entry) {
    const auto now = reference::status(entry);
    return now == Status::running ? Status::created : now;
}

}  // namespace runtime
