// SPDX-License-Identifier: MIT
#include "cli/groups.hpp"
#include "cli/limits.hpp"
#include "cli/resource_options.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "container/container.hpp"

#include <memory>

namespace cli {
namespace {

struct Change {
    container::Spec spec;  ///< With nothing in it but limits.
    std::vector<std::string> names;
};

int update(const Change& change, Pipeline pipeline) {
    check_resources(change.spec.resources);
    auto states = running(change.names);
    for (const auto& state : states) group_of(state);
    for (auto& state : states)
        container::Container::update(pipeline(change.spec), std::move(state));
    return 0;
}

}  // namespace

void add_update(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("update", "change the limits of containers that run");
    const auto change = std::make_shared<Change>();
    add_limits(command, change->spec.resources);
    command.add_option("NAME", change->names, "of the containers")->required();
    command.callback([&action, change] {
        action = [change](Pipeline pipeline) { return update(*change, pipeline); };
    });
}

}  // namespace cli
