// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace runtime_test {

/// One line of proc_pid_mountinfo(5).
struct Mounted {
    std::string device;       ///< MAJOR:MINOR
    std::string root, place;  ///< What is mounted, and where.
    std::string options;      ///< Of the mount: "ro,nosuid".
    std::string shared;       ///< "shared", "master", "shared,master", "unbindable", or nothing.
    std::string type, source;
    std::string super_options;  ///< Of the file system.

    bool has(const std::string& option) const;        ///< Among the mount's options.
    bool super_has(const std::string& option) const;  ///< Among the file system's.
    /// All but numbers and names that differ each time.
    std::string text() const;
};

std::vector<Mounted> parse_mountinfo(const std::string& text);
/// The last one on that place, which is what is seen there. Fails the check if there is none.
Mounted mounted_on(const std::string& mountinfo, const std::string& place);

}  // namespace runtime_test
