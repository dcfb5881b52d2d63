// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <sys/stat.h>

#include <functional>
#include <map>
#include <string>

namespace support {

/// What is looked at beside the names, types, permissions and contents of files.
struct Looking {
    bool owners = true, attributes = true, devices = true;
    /// Whose time counts: not of what running a command has made, if two did that.
    std::function<bool(const struct stat&)> time = [](const struct stat&) { return true; };
    /// An owner as it is to be shown: in a user namespace it has another number than for us.
    std::function<unsigned(unsigned)> owner = [](unsigned id) { return id; };
};

/// All that a layer of an image can say of the files in `directory`, and of itself: for each name
/// a line with its type, permissions, owner, time to the nanosecond, content, target or device,
/// attributes, and the first name of the same file. Two trees are the same exactly if these are.
std::map<std::string, std::string> describe_files(const Path& directory,
                                                  const Looking& looking = {});

/// The names whose lines differ, with both lines; empty if the trees are the same.
std::string difference(const std::map<std::string, std::string>& one,
                       const std::map<std::string, std::string>& other);

}  // namespace support
