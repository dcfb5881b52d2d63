// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/state_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include <CLI/CLI.hpp>

namespace runtime {
namespace {

struct ListOptions {
    std::string format = "table";
    bool quiet = false;
};

constexpr const char* columns = "{:{}}  {:<7}  {:8}  {:{}}  {:30}  {}";

void print_table(const std::vector<StateDocument>& states) {
    std::size_t id = 2, bundle = 6;
    for (const auto& state : states) {
        id = std::max(id, state.id.size());
        bundle = std::max(bundle, state.bundle.size());
    }
    std::puts(fmt::format(columns, "ID", id, "PID", "STATUS", "BUNDLE", bundle, "CREATED", "OWNER")
                  .c_str());
    for (const auto& state : states)
        std::puts(fmt::format(columns, state.id, id, state.pid, name_of(state.status), state.bundle,
                              bundle, state.created, state.owner)
                      .c_str());
}

int list(const ListOptions& options, const Globals& globals) {
    const auto entries = Entry::all(globals.root);
    if (options.quiet) {
        for (const auto& entry : entries) std::puts(entry.id().c_str());
        return 0;
    }
    std::vector<StateDocument> states;
    for (const auto& entry : entries) states.push_back(describe(entry));
    if (options.format == "table") return print_table(states), 0;
    std::puts(to_json(states).c_str());
    return 0;
}

}  // namespace

void add_list(CLI::App& command, Action& action) {
    const auto options = std::make_shared<ListOptions>();
    command.add_option("-f,--format", options->format, "table (default) or json")
        ->check(CLI::IsMember({"table", "json"}));
    command.add_flag("-q,--quiet", options->quiet, "their IDs only");
    command.callback([&action, options] {
        action = [options](Globals& globals) { return list(*options, globals); };
    });
}

}  // namespace runtime
