// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/command.hpp"
#include "runtime/entry.hpp"
#include "runtime/notifications.hpp"

#include <string>

namespace runtime {

/// The options that `create` and `run` share.
struct CreationOptions {
    std::string id;
    std::filesystem::path bundle = ".", console_socket, pid_file;
    unsigned preserved = 0;  ///< So many descriptors from 3 on are the program's, too.
    bool no_pivot = false, no_new_keyring = false;
    bool foreground = false;  ///< The command stays; without a socket, the terminal is for it.
};

void add_creation_options(CLI::App& command, CreationOptions& options);

/// A container that waits at its gate.
struct Made {
    std::optional<Notifications> notifications = {};  ///< For a command that stays.
    pid_t init = 0;                                   ///< Its first process, as the host counts.
    sys::Fd terminal;  ///< The master side, if it was not sent to a console socket.
};

/// All that `create` does, from a bundle on.
Made make(Globals& globals, const CreationOptions& options);

/// Whoever waits for the file finds it whole.
void write_pid_file(const std::filesystem::path& file, pid_t pid);

/// Opens the gate, and runs the hooks that come after that.
void start(Globals& globals, const std::string& id);

/// Removes the container, and runs the hooks that come after that.
void remove(Globals& globals, const std::string& id, bool force);

}  // namespace runtime
