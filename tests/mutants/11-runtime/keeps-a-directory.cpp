// SPDX-License-Identifier: MIT
// caught by: 11.descriptors
// The socket is found through its directory, which is open while the container waits.
#include "lifecycle.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace runtime {

container::Layer lifecycle::gate(const Path& path) {
    auto layer = reference::gate(path);
    const auto directory = std::make_shared<sys::Fd>();
    layer.prepare = [=, listen = layer.prepare](container::Context& box) {
        *directory = sys::open(path.parent_path(), O_RDONLY | O_DIRECTORY);
        listen(box);
    };
    layer.gate = [directory, wait = layer.gate](container::Context& box) { return wait(box); };
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
