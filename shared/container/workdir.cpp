// SPDX-License-Identifier: MIT
#include "container/workdir.hpp"

#include "sys/file.hpp"

namespace container {

Layer workdir(const Process& process) {
    Layer layer{"workdir"};
    // By path: "/" is the container's by now.
    if (process.make_cwd)
        layer.inside = [cwd = process.cwd](Context&) { sys::make_directories(cwd, 0755); };
    return layer;
}

}  // namespace container
