// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace container {

/// A line of passwd(5), as far as anybody here asks for it.
struct PasswdEntry {
    std::string name, home;
};

/// Whom the file knows by that number. Nothing if it does not, or is no file that can be read. Not
/// getpwuid(3): a static program would load libraries for it.
std::optional<PasswdEntry> find_user(const std::filesystem::path& passwd, uid_t user);

}  // namespace container
