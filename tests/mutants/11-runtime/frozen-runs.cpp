// SPDX-License-Identifier: MIT
// caught by: 11.frozen
// What stands still is taken for running.
#include "lifecycle.hpp"

namespace runtime {

Status lifecycle::status(const Entry& entry) {
    const auto now = reference::status(entry);
    return now == Status::paused ? Status::running : now;
}

}  // namespace runtime
