// SPDX-License-Identifier: MIT
#include "container/signals.hpp"
#include "runtime/command.hpp"
#include "runtime/lifecycle.hpp"

#include <fmt/format.h>

#include <csignal>
#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

struct KillOptions {
    std::string id, signal = "SIGTERM";
    bool all = false;
};

/// Those of a container that has ended may be there still, if they share a PID namespace.
void kill_all(const Entry& entry, int signal) {
    const auto group = entry.group();
    if (!group)
        throw std::runtime_error{fmt::format(
            "cannot kill all of container {}: it has no cgroup to find them in", entry.id())};
    if (signal == SIGKILL)
        group.kill();  // those that stand still, too
    else
        group.signal(signal);
}

int kill(const KillOptions& options, Globals& globals) {
    const auto signal = container::signal_number(options.signal);
    if (!signal)
        throw std::runtime_error{fmt::format(
            "{}: there is no such signal: it is a name as TERM, or a number", options.signal)};
    const auto entry = Entry::find(globals.root, options.id);
    if (options.all)
        kill_all(entry, *signal);
    else
        lifecycle::kill(entry, *signal);
    return 0;
}

}  // namespace

void add_kill(CLI::App& command, Action& action) {
    const auto options = std::make_shared<KillOptions>();
    command.add_option("ID", options->id, "of a container that lives")->required();
    command.add_option("SIGNAL", options->signal, "TERM (default), SIGKILL, 15, ...");
    command.add_flag("-a,--all", options->all,
                     "every process of the container, not the first only");
    command.callback([&action, options] {
        action = [options](Globals& globals) { return kill(*options, globals); };
    });
}

}  // namespace runtime
