// SPDX-License-Identifier: MIT
#include "cli/program.hpp"
#include "container/layer.hpp"

int main(int argc, char* argv[]) {
    // 00: no layer yet. The pipeline alone spawns, executes and waits.
    const auto pipeline = [](const container::Spec&) { return container::Layers{}; };
    return cli::program(0, "a process, and nothing more", pipeline, argc, argv);
}
