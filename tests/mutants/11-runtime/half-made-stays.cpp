// SPDX-License-Identifier: MIT
// caught by: 11.killed
// What create has not come to the end with, cannot be deleted.
#include "lifecycle.hpp"

#include <stdexcept>

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    if (!entry.is_complete()) throw std::runtime_error{"there is no whole container of that name"};
    reference::remove(entry, layers, force);
}

}  // namespace runtime
