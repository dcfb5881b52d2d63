// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/state_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
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

/// Of each the kernel is asked some twenty times: of many, by as many threads as can ask at once.
std::vector<StateDocument> describe(const std::vector<Entry>& entries) {
    constexpr std::size_t few = 50;  // are described in less time than a thread is made
    std::vector<StateDocument> states(entries.size());
    std::atomic<std::size_t> next = 0;
    const auto take_turns = [&] {
        for (std::size_t i; (i = next++) < entries.size();) states[i] = describe(entries[i]);
    };
    std::vector<std::future<void>> others;
    try {
        if (entries.size() > few)
            for (auto more = std::thread::hardware_concurrency(); more > 1; --more)
                others.push_back(std::async(std::launch::async, take_turns));
    } catch (const std::system_error&) {  // a limit of processes: then fewer
    }
    take_turns();
    for (auto& other : others) other.get();
    return states;
}

int list(const ListOptions& options, const Globals& globals) {
    const auto entries = Entry::all(globals.root);
    if (options.quiet) {
        for (const auto& entry : entries) std::puts(entry.id().c_str());
        return 0;
    }
    const auto states = describe(entries);
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
