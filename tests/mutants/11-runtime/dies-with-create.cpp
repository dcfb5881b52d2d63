// SPDX-License-Identifier: MIT
// caught by: 11.create
// The kernel is told to end the container with the process that has made it.
#include "lifecycle.hpp"

namespace runtime {

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    layers.push_back(gate(entry.gate()));
    container::Container box{std::move(layers), process, std::move(entry.state()),
                             container::Life::of_its_owner};
    box.start();
    Entry::note_complete(box.state());
    hand_over(box);
    box.release();
}

}  // namespace runtime
