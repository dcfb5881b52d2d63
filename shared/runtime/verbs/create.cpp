// SPDX-License-Identifier: MIT
#include "runtime/creation.hpp"

#include <memory>

namespace runtime {

void add_create(CLI::App& command, Action& action) {
    const auto options = std::make_shared<CreationOptions>();
    add_creation_options(command, *options);
    command.callback([&action, options] {
        action = [options](Globals& globals) {
            make(globals, *options);
            return 0;
        };
    });
}

}  // namespace runtime
