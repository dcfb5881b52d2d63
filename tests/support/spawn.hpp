// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace support {

/// How long a test waits for what should happen at once. WORKBOOK_TIMEOUT_SCALE multiplies it, for
/// slow machines.
std::chrono::milliseconds patience(int seconds = 10);

/// A pipe(2) whose ends are close-on-exec.
struct Pipe {
    sys::Fd reader;
    sys::Fd writer;
};
Pipe make_pipe();

/// posix_spawn(3): starts a program whose descriptor `second` is our `first`, for each pair.
pid_t spawn(const std::vector<std::string>& words, const std::vector<std::string>& env,
            const std::vector<std::pair<int, int>>& descriptors);

/// A shell word for `text`, quoted if it must be.
std::string quoted(const std::string& text);
std::string command_line(const std::vector<std::string>& words);

struct Finished {
    int exit_status = 0;
    std::string output;  ///< stdout and stderr together.
};
/// Runs a helper program of the tests' own (cmake, cc, mount...) to its end.
Finished run_tool(const std::vector<std::string>& words);

}  // namespace support
