// SPDX-License-Identifier: MIT
// caught by: 11.delete-alive
// What is alive is deleted as well.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    reference::remove(entry, layers, force || entry.is_alive());
}

}  // namespace runtime
