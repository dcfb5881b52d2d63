// SPDX-License-Identifier: MIT
// caught by: 06.memory
// Where the group is, only the process knows that made it: nobody can say why it was killed.
#include "reference.hpp"

#include <memory>
#include <string>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    const auto branches = std::make_shared<std::string>();
    layer.prepare = [branches, prepare = layer.prepare](Context& box) {
        prepare(box);
        *branches = box.state.read("cgroup");
        box.state.write("cgroup", "");
    };
    layer.cleanup = [branches, cleanup = layer.cleanup](Context& box) {
        if (!branches->empty()) box.state.write("cgroup", *branches);
        cleanup(box);
    };
    return layer;
}

}  // namespace container
