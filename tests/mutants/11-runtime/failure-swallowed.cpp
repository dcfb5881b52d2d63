// SPDX-License-Identifier: MIT
// caught by: 11.create-fails
// What goes wrong is kept from the caller.
#include "lifecycle.hpp"

#include <exception>

namespace runtime {

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    try {
        reference::create(std::move(entry), std::move(layers), process, hand_over);
    } catch (const std::exception&) {
    }
}

}  // namespace runtime
