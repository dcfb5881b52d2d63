// SPDX-License-Identifier: MIT
#include "runtime/creation.hpp"

#include <memory>

namespace runtime {

void add_delete(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    const auto force = std::make_shared<bool>(false);
    command.add_option("ID", *id, "of a container that has ended")->required();
    command.add_flag("-f,--force", *force, "end it first, if it lives");
    command.callback([&action, id, force] {
        action = [id, force](Globals& globals) {
            remove(globals, *id, *force);
            return 0;
        };
    });
}

}  // namespace runtime
