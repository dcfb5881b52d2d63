// SPDX-License-Identifier: MIT
// caught by: 11.create-told
// What cannot be handed over any more, lives on.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    layers.push_back(gate(entry.gate()));
    container::Container box{std::move(layers), process, std::move(entry.state()),
                             container::Life::of_its_own};
    box.start();
    Entry::note_complete(box.state());
    box.release();
    hand_over(box);
}

}  // namespace runtime
