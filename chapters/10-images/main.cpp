// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "container/layers.hpp"
#include "container/user.hpp"

namespace layers = container::layers;

int main(int argc, char* argv[]) {
    const auto pipeline = [](const container::Spec& spec) {
        return container::Layers{
            layers::root(spec.root),         // 01: the root directory
            layers::overlay(spec.overlay),   // 07: what it is stacked from; those below see that
            layers::pid(spec.pid),           // 02: process numbers
            layers::uts(spec.uts),           // 03: names
            layers::mount(spec.filesystem),  // 04: mounts
            layers::net(spec.network),       // 05: the network
            layers::cgroup(spec.resources),  // 06: resources
            container::user(spec.process),   // the user that an image names
            layers::seccomp(spec.seccomp),   // 09: which system calls it may make
        };
    };
    return cli::program(10, "how images are made", pipeline, argc, argv, &cli::building);
}
