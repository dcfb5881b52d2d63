// SPDX-License-Identifier: MIT
// caught by: 11.hanging-start
// Before it ends the container, delete waits until nobody else has to do with it.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    entry.lock();
    entry.state().unlock();
    reference::remove(entry, layers, force);
}

}  // namespace runtime
