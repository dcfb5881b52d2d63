// SPDX-License-Identifier: MIT
#include "oci/features.hpp"
#include "runtime/command.hpp"

#include <cstdio>

namespace runtime {

void add_features(CLI::App& command, Action& action) {
    command.callback([&action] {
        action = [](Globals&) {
            std::fputs(oci::features().c_str(), stdout);
            return 0;
        };
    });
}

}  // namespace runtime
