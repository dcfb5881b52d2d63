// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/command.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace runtime {

/// What `exec` is told.
struct ExecOptions {
    std::string id;
    std::filesystem::path process;  ///< A file with all of it; or else the words of the command,
    std::vector<std::string> args;
    std::filesystem::path cwd;  ///< and what differs from the container's own process.
    std::vector<std::string> env, capabilities;
    std::string user;
    std::vector<gid_t> additional_gids;
    bool terminal = false, no_new_privileges = false;

    bool detach = false, ignore_paused = false;
    std::filesystem::path pid_file, console_socket;
    unsigned preserved = 0;  ///< So many descriptors from 3 on are the program's, too.
    std::vector<std::string> cgroups;
};

/// The process that they ask for, in a container with that config.
oci::Process process_of(const ExecOptions& options, const oci::Config& config);

/// Runs it in the container. Returns its exit status, or 0 when it is left to itself.
int exec(Globals& globals, const ExecOptions& options);

}  // namespace runtime
