// SPDX-License-Identifier: MIT
// caught by: 11.stopped
// What has been started is taken for running.
#include "lifecycle.hpp"

namespace runtime {

Status lifecycle::status(const Entry& entry) {
    const auto now = reference::status(entry);
    return now == Status::stopped ? Status::running : now;
}

}  // namespace runtime
