// SPDX-License-Identifier: MIT
// caught by: 11.create
// The gate is open from the start.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

namespace runtime {

container::Layer lifecycle::gate(const Path& path) {
    auto layer = reference::gate(path);
    layer.gate = [](container::Context&) { return container::Channel{sys::socketpair().host}; };
    return layer;
}

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    layers.push_back(gate(entry.gate()));
    container::Container box{std::move(layers), process, std::move(entry.state()),
                             container::Life::of_its_own};
    box.start();
    Entry::note_complete(box.state());
    hand_over(box);
    box.release();
}

}  // namespace runtime
