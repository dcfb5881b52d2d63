// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace stage {

/// The command line of stage; main.cpp says what it means.
struct Options {
    sys::Fd home;  ///< Where we were started.
    std::string cwd;
    std::string lib;  ///< What is in /var/lib is kept there; empty: on a tmpfs.
    mode_t umask = 022;
    std::vector<int> block, ignore, close;
    bool terminal = false;
    bool private_root = false;
    bool deleted_cwd = false;
    bool cgroups = true;
    uid_t uid = 0;
    std::optional<uid_t> delegated;  ///< The user to whom the stage's groups belong.
    std::vector<char*> program;
};

Options parse(int argc, char* argv[]);

}  // namespace stage
