// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "cli/verbs.hpp"

namespace cli {
namespace {

void add_commands(CLI::App& app, Action& action) {
    images.add_commands(app, action);
    add_build(app, action);
    add_registry_commands(app, action);
}

}  // namespace

const Images building{images.stack, add_commands};

}  // namespace cli
