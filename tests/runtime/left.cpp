// SPDX-License-Identifier: MIT
#include "left.hpp"

#include "group.hpp"
#include "support/fixture.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace runtime_test {
namespace {

namespace fs = std::filesystem;
using support::Path;

std::string mounts_of(const std::string& id) {
    std::istringstream all{value_of("/proc/self/mountinfo")};
    std::string found;
    for (std::string line; std::getline(all, line);)
        if (line.find(id) != std::string::npos) found += "mount " + line + "\n";
    return found;
}

bool is_number(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Those in the cgroup; zombies are nobody's business but their parent's.
std::string processes_of(const std::string& id) {
    std::string found;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        if (!is_number(entry.path().filename())) continue;
        if (value_of(entry.path() / "cgroup").find(id) == std::string::npos) continue;
        if (value_of(entry.path() / "status").find("State:\tZ") != std::string::npos) continue;
        found += "process " + entry.path().native() + " " + value_of(entry.path() / "comm") + "\n";
    }
    return found;
}

/// `id` may be at any depth, but what is made is made near the roots.
void add_cgroups(const Path& directory, int depth, const std::string& id, std::string& found) {
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator{directory, gone}) {
        if (!entry.is_directory(gone) || entry.is_symlink(gone)) continue;
        if (entry.path().filename().native().find(id) != std::string::npos)
            found += "cgroup " + entry.path().native() + "\n";
        else if (depth > 0)
            add_cgroups(entry.path(), depth - 1, id, found);
    }
}

std::string states_of(const std::string& id) {
    std::string found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{Path{"/tmp"} / id / "state", none})
        found += "state " + entry.path().native() + "\n";
    return found;
}

}  // namespace

std::string left_of(const std::string& id) {
    std::string cgroups;
    add_cgroups("/sys/fs/cgroup", 3, id, cgroups);
    return mounts_of(id) + processes_of(id) + cgroups + states_of(id);
}

}  // namespace runtime_test
