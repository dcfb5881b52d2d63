// SPDX-License-Identifier: MIT
#include "runtime/creation.hpp"

#include <memory>

namespace runtime {

void add_start(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    command.add_option("ID", *id, "of a container that was created")->required();
    command.callback([&action, id] {
        action = [id](Globals& globals) {
            start(globals, *id);
            return 0;
        };
    });
}

}  // namespace runtime
