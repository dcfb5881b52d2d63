// SPDX-License-Identifier: MIT
// caught by: 11.create-seals
// create does not wait until the container has come to its gate.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    layers.push_back(gate(entry.gate()));
    container::Container box{std::move(layers), process, std::move(entry.state()),
                             container::Life::of_its_own};
    Entry::note_complete(box.state());
    hand_over(box);
    box.release();
}

}  // namespace runtime
