// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "container/layers.hpp"
#include "container/mount_points.hpp"
#include "container/workdir.hpp"

namespace layers = container::layers;

int main(int argc, char* argv[]) {
    const auto pipeline = [](const container::Spec& spec) {
        return container::Layers{
            layers::root(spec.root),              // 01: the root directory
            layers::userns(spec.user_namespace),  // 08: whose ids those inside are
            layers::overlay(spec.overlay),        // 07: what "/" is stacked from
            container::mount_points(spec),        // those that its root could not make
            layers::pid(spec.pid),                // 02: process numbers
            layers::uts(spec.uts),                // 03: names
            layers::mount(spec.filesystem),       // 04: mounts
            layers::net(spec.network),            // 05: the network
            layers::cgroup(spec.resources),       // 06: resources
            container::workdir(spec.process),     // the working directory that an image names
            layers::credentials(spec.process),    // 08: whom the program acts as
            layers::seccomp(spec.seccomp),        // 09: which system calls it may make
        };
    };
    return cli::program(10, "how images are made", pipeline, argc, argv, &cli::building);
}
