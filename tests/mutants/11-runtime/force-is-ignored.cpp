// SPDX-License-Identifier: MIT
// caught by: 11.force
// --force changes nothing.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    reference::remove(entry, layers, false);
}

}  // namespace runtime
