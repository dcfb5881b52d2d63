// SPDX-License-Identifier: MIT
#include "cli/relay.hpp"
#include "runtime/creation.hpp"
#include "runtime/wait.hpp"
#include "sys/process.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <optional>

namespace runtime {
namespace {

struct RunOptions {
    CreationOptions creation;
    bool detach = false, keep = false;
};

int run(const RunOptions& options, Globals& globals) {
    const auto before = sys::blocked_signals();
    const auto signals = block_signals();
    const auto made = make(globals, options.creation);
    try {
        start(globals, options.creation.id);
        if (options.detach) return 0;
        std::optional<cli::Relay> relay;
        if (made.terminal) relay.emplace(made.terminal);
        const auto& notifications = made.notifications;
        const int status = wait_for(sys::pidfd_open(made.init), signals,
                                    notifications ? notifications->socket() : sys::BorrowedFd{-1},
                                    [&] { notifications->pass_on(made.init); });
        relay.reset();  // when all it had to say has been shown
        if (!options.keep) remove(globals, options.creation.id, false);
        return status;
    } catch (...) {
        sys::sigprocmask(before);
        remove(globals, options.creation.id, true);
        throw;
    }
}

}  // namespace

void add_run(CLI::App& command, Action& action) {
    const auto options = std::make_shared<RunOptions>();
    add_creation_options(command, options->creation);
    command.add_flag("-d,--detach", options->detach, "return when the program runs");
    command.add_flag("--keep", options->keep, "do not delete it when it has ended");
    command.callback([&action, options] {
        options->creation.foreground = !options->detach;
        action = [options](Globals& globals) { return run(*options, globals); };
    });
}

}  // namespace runtime
