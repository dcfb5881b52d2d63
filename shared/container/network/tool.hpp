// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace container::network {

/// A program of the host by name, looked up where Debian has those of root too; nothing if it is
/// not installed.
std::optional<std::string> find_tool(const std::string& name);

/// Runs a program of the host and waits for it: `args[0]` is its path, `input` its stdin. Throws
/// what it said on stderr if it failed. Runs on the host.
void run_tool(const std::vector<std::string>& args, const std::string& input = {});

}  // namespace container::network
