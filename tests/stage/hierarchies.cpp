// SPDX-License-Identifier: MIT
#include "hierarchies.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace stage {
namespace {

namespace fs = std::filesystem;

/// The options that name a hierarchy, out of those that /proc/self/mountinfo shows of its mount.
std::string naming(const std::string& all) {
    std::string result;
    std::istringstream options{all};
    for (std::string option; std::getline(options, option, ',');) {
        const bool is_other = option == "rw" || option == "ro" || option == "xattr" ||
                              option == "clone_children" || option.starts_with("release_agent");
        if (!is_other) result += (result.empty() ? "" : ",") + option;
    }
    return result;
}

/// A file that a group may lack, or that may be gone with it.
void try_write(const Path& file, const char* text) {
    std::ofstream{file} << text;
}

bool remove_directories(const Path& group) {
    for (const auto& directory : groups_below(group))
        if (::rmdir(directory.c_str()) == -1 && errno != ENOENT) return false;
    return true;
}

}  // namespace

std::vector<Hierarchy> hierarchies() {
    std::vector<Hierarchy> all;
    std::istringstream text{sys::read_file("/proc/self/mountinfo")};
    for (std::string line; std::getline(text, line);) {
        std::istringstream words{line};
        std::string id, parent, device, root, point, word, type, source, options;
        words >> id >> parent >> device >> root >> point;
        while (words >> word && word != "-") continue;
        words >> type >> source >> options;
        if (type != "cgroup" && type != "cgroup2") continue;
        Hierarchy found{point, Path{point}.filename(), "", type == "cgroup2"};
        if (!found.unified) found.options = naming(options);
        const bool is_known = std::any_of(all.begin(), all.end(), [&](const Hierarchy& other) {
            return other.unified == found.unified && other.options == found.options;
        });
        if (!is_known) all.push_back(found);
    }
    return all;
}

std::vector<Path> groups_below(const Path& directory) {
    std::vector<Path> all;
    std::error_code gone;  // others make and remove groups while we look
    for (auto entry = fs::directory_iterator{directory, gone}; !gone && entry != fs::end(entry);
         entry.increment(gone)) {
        if (!entry->is_directory(gone)) continue;
        const auto below = groups_below(entry->path());
        all.insert(all.end(), below.begin(), below.end());
    }
    all.push_back(directory);
    return all;
}

void kill_group(const Path& group) {
    try_write(group / "cgroup.kill", "1");  // version 2, where it takes all below too
    for (const auto& directory : groups_below(group)) {
        try_write(directory / "freezer.state", "THAWED");  // version 1: the frozen do not even die
        std::ifstream processes{directory / "cgroup.procs"};
        for (pid_t pid = 0; processes >> pid && pid > 0;) ::kill(pid, SIGKILL);
    }
}

void remove_group(const Path& group) {
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (!remove_directories(group)) {
        if (std::chrono::steady_clock::now() > deadline)
            throw sys::SysError{errno, "rmdir " + group.native()};
        kill_group(group);
        std::this_thread::sleep_for(1ms);
    }
}

}  // namespace stage
