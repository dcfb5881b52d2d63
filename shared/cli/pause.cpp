// SPDX-License-Identifier: MIT
#include "cli/groups.hpp"
#include "cli/verbs.hpp"

#include <memory>

namespace cli {
namespace {

using container::cgroup::Group;
using Names = std::vector<std::string>;

/// Both commands: what is done to the groups of some containers. Nothing is, if one is missing.
void add(CLI::App& app, Action& action, const char* name, const char* help,
         void (Group::*change)() const) {
    auto& command = *app.add_subcommand(name, help);
    const auto names = std::make_shared<Names>();
    command.add_option("NAME", *names, "of the containers")->required();
    command.callback([&action, names, change] {
        action = [names, change](Pipeline) {
            std::vector<Group> groups;
            for (const auto& state : running(*names)) groups.push_back(group_of(state));
            for (const auto& group : groups) (group.*change)();
            return 0;
        };
    });
}

}  // namespace

void add_pause(CLI::App& app, Action& action) {
    add(app, action, "pause", "stop every process of containers where it is", &Group::freeze);
}

void add_unpause(CLI::App& app, Action& action) {
    add(app, action, "unpause", "let paused containers go on", &Group::thaw);
}

}  // namespace cli
