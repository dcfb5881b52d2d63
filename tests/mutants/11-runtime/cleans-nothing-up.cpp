// SPDX-License-Identifier: MIT
// caught by: 11.delete
// The entry is removed, and what the layers have made on the host is left.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    if (force) return reference::remove(entry, layers, true);
    if (entry.is_alive()) return reference::remove(entry, layers, false);  // which says why not
    entry.state().remove();
}

}  // namespace runtime
