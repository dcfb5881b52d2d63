// SPDX-License-Identifier: MIT
// caught by: 11.create
// The second command is thought of as a formality.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    const auto root = entry.state().path().parent_path();
    const auto id = entry.id();
    reference::create(std::move(entry), std::move(layers), process, hand_over);
    auto made = Entry::find(root, id);
    reference::start(made);
}

}  // namespace runtime
