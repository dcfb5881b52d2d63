// SPDX-License-Identifier: MIT
#include "cli/program.hpp"
#include "container/layers.hpp"

namespace layers = container::layers;

int main(int argc, char* argv[]) {
    const auto pipeline = [](const container::Spec& spec) {
        return container::Layers{
            layers::root(spec.root),  // 01: the root directory
        };
    };
    return cli::program(1, "a root directory of its own", pipeline, argc, argv);
}
