// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <optional>
#include <string>
#include <vector>

namespace container::network {

/// A program of the host by name, looked up where Debian has those of root too; nothing if it is
/// not installed.
std::optional<std::string> find_tool(const std::string& name);

/// Which line of what a program says is the reason why it failed.
enum class Reason { first_line, last_line };

/// Runs a program of the host and waits for it: `args[0]` is its path, `input` its stdin. Throws
/// the reason if it failed. Runs on the host.
void run_tool(const std::vector<std::string>& args, sys::BorrowedFd input, Reason reason);
/// The same with a text as stdin.
void run_tool(const std::vector<std::string>& args, const std::string& input);

}  // namespace container::network
