// SPDX-License-Identifier: MIT
#include "cli/verbs.hpp"

namespace cli {

void add_registry_commands(CLI::App& app, Action& action) {
    for (const auto add : {add_pull, add_push, add_login, add_logout, add_tag, add_save})
        add(app, action);
}

}  // namespace cli
