// SPDX-License-Identifier: MIT
#pragma once

#include "bundle.hpp"

#include <set>
#include <string>
#include <vector>

namespace runtime_test {

/// One line of a file of `--trace`.
struct Event {
    std::string kind;     ///< command, step, moment, call or wait.
    std::string name;     ///< "mounts.build", "clone3"
    std::string process;  ///< What its process is called: create, container...
    pid_t pid = 0;
    double begin = 0, duration = 0;  ///< In microseconds.
    bool ended = true;

    double end() const { return begin + duration; }
};
using Events = std::vector<Event>;

/// Of a file that is JSON, or the check fails.
Events events_of(const Path& file);
/// "container: mounts.build" for each turn of a layer that has ended.
std::set<std::string> moments_of(const Events& events);

}  // namespace runtime_test
