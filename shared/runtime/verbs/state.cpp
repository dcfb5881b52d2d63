// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/state_document.hpp"

#include <cstdio>
#include <memory>

namespace runtime {

void add_state(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    command.add_option("ID", *id, "of a container")->required();
    command.callback([&action, id] {
        action = [id](Globals& globals) {
            std::puts(to_json(describe(Entry::find(globals.root, *id)), true).c_str());
            return 0;
        };
    });
}

}  // namespace runtime
