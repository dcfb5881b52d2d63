// SPDX-License-Identifier: MIT
#include "runtime/exec.hpp"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>

#include <CLI/App.hpp>

namespace runtime {
namespace {

void add_process(CLI::App& command, ExecOptions& options) {
    command.add_option("-p,--process", options.process, "a file with all that is said below");
    command.add_option("--cwd", options.cwd, "the working directory, inside");
    command.add_option("-e,--env", options.env, "NAME=value, beside those of the container")
        ->allow_extra_args(false);
    command.add_option("-u,--user", options.user, "UID[:GID]");
    command.add_option("-g,--additional-gids", options.additional_gids, "more groups, in numbers")
        ->allow_extra_args(false);
    command.add_option("-c,--cap", options.capabilities, "one capability more: CAP_NET_ADMIN")
        ->allow_extra_args(false);
    command.add_flag("-t,--tty", options.terminal, "with a terminal of the container's");
    command.add_flag("--no-new-privs", options.no_new_privileges,
                     "execve(2) gives it nothing that it has not");
}

void add_circumstances(CLI::App& command, ExecOptions& options) {
    command.add_flag("-d,--detach", options.detach, "return when the program runs");
    command.add_option("--pid-file", options.pid_file,
                       "is written with the pid, as the host counts");
    command.add_option("--console-socket", options.console_socket,
                       "a Unix socket that the terminal is sent to");
    command.add_option("--preserve-fds", options.preserved,
                       "so many descriptors from 3 on are the program's, too");
    command
        .add_option("--cgroup", options.cgroups,
                    "a group below the container's: [CONTROLLER,...:]PATH")
        ->allow_extra_args(false);
    command.add_flag("--ignore-paused", options.ignore_paused,
                     "in a paused container, wait until it is resumed");
}

}  // namespace

void add_exec(CLI::App& command, Action& action) {
    const auto options = std::make_shared<ExecOptions>();
    command.add_option("ID", options->id, "of a container that lives")->required();
    add_process(command, *options);
    add_circumstances(command, *options);
    command.prefix_command();  // from the first word it does not know, all is the program's
    command.callback([&action, &command, options] {
        options->args = command.remaining();
        if (!options->args.empty() && options->args[0] == "--")
            options->args.erase(options->args.begin());
        action = [options](Globals& globals) { return exec(globals, *options); };
    });
}

}  // namespace runtime
