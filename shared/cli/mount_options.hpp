// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <string>

/// The arguments of `-v` and `--tmpfs`. Each throws UsageError in words about what was typed.
namespace cli {

/// SRC:DST[:OPTION,...]: ro, rw, [r]private, [r]slave, [r]shared, nosuid, nodev, noexec, bind,
/// rbind, and from chapter 08 on idmap. A relative SRC is taken from the working directory.
container::Mount parse_volume(const std::string& text);

/// DST[:OPTION,...]: ro, nosuid, nodev, noexec and their opposites, and what tmpfs(5) takes.
container::Mount parse_tmpfs(const std::string& text);

}  // namespace cli
