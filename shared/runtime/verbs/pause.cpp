// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/lifecycle.hpp"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

/// `from` is what the container must be.
Entry require(const Globals& globals, const std::string& id, const char* what, Status from) {
    auto entry = Entry::find(globals.root, id);
    const auto now = lifecycle::status(entry);
    if (now == from || (from == Status::running && now == Status::created)) return entry;
    throw std::runtime_error{
        fmt::format("cannot {} container {}: it is {}", what, id, name_of(now))};
}

void add(CLI::App& command, Action& action, const Action& act,
         const std::shared_ptr<std::string>& id) {
    command.add_option("ID", *id, "of a container")->required();
    command.callback([&action, act] { action = act; });
}

}  // namespace

void add_pause(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    add(
        command, action,
        [id](Globals& globals) {
            require(globals, *id, "pause", Status::running).group().freeze();
            return 0;
        },
        id);
}

void add_resume(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    add(
        command, action,
        [id](Globals& globals) {
            require(globals, *id, "resume", Status::paused).group().thaw();
            return 0;
        },
        id);
}

}  // namespace runtime
