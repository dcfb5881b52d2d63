// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "container/layers.hpp"
#include "container/mount_points.hpp"
#include "container/workdir.hpp"
#include "runtime/program.hpp"

namespace layers = container::layers;

int main(int argc, char* argv[]) {
    const auto pipeline = [](const container::Spec& spec) {
        const container::Layer nothing{"overlay"};
        const bool stacked = !spec.overlay.none;  // a bundle has its "/" as it is
        return container::Layers{
            layers::root(spec.root),                            // 01: the root directory
            layers::userns(spec.user_namespace),                // 08: whose ids those inside are
            stacked ? layers::overlay(spec.overlay) : nothing,  // 07: what "/" is stacked from
            stacked ? container::mount_points(spec) : nothing,  // what its root could not make
            layers::pid(spec.pid),                              // 02: process numbers
            layers::uts(spec.uts),                              // 03: names
            layers::mount(spec.filesystem),                     // 04: mounts
            layers::net(spec.network),                          // 05: the network
            layers::cgroup(spec.resources),                     // 06: resources
            container::workdir(spec.process),                   // the one that an image names
            layers::credentials(spec.process),                  // 08: whom the program acts as
            layers::seccomp(spec.seccomp),                      // 09: its system calls
        };
    };
    return runtime::program("a runtime for everybody", pipeline, argc, argv, &cli::building);
}
