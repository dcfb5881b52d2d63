// SPDX-License-Identifier: MIT
#include "container/cgroup/hierarchy.hpp"

#include "sys/file.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace container::cgroup {
namespace {

/// v1's controllers that limit, count or stop what is in a container.
constexpr std::array used = {"blkio",   "cpu",    "cpuacct", "cpuset",   "devices", "freezer",
                             "hugetlb", "memory", "net_cls", "net_prio", "pids",    "rdma"};

/// mountinfo writes a space, tab, newline or backslash as \ and three octal digits.
std::string unescape(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size()) {
            result += static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::vector<std::string> controllers_in(const std::string& options) {
    std::vector<std::string> found;
    for (const auto& option : words(options, ','))
        if (std::find(used.begin(), used.end(), option) != used.end()) found.push_back(option);
    return found;
}

/// Of one hierarchy that is mounted twice, the mount that shows more of it counts.
void add(std::vector<Hierarchy>& all, Hierarchy hierarchy) {
    for (auto& other : all) {
        if (other.version != hierarchy.version || other.controllers != hierarchy.controllers)
            continue;
        if (hierarchy.root.native().size() < other.root.native().size())
            other = std::move(hierarchy);
        return;
    }
    all.push_back(std::move(hierarchy));
}

/// 31 23 0:28 ROOT MOUNT_POINT OPTIONS [TAG...] - TYPE SOURCE SUPER_OPTIONS
void parse(const std::string& line, std::vector<Hierarchy>& all) {
    const auto dash = line.find(" - cgroup");
    if (dash == std::string::npos) return;
    const auto left = words(line.substr(0, dash));
    const auto right = words(line.substr(dash + 3));
    if (left.size() < 5 || right.size() < 3) return;
    Hierarchy hierarchy;
    hierarchy.version = right[0] == "cgroup2" ? 2 : 1;
    hierarchy.root = unescape(left[3]);
    hierarchy.mount_point = unescape(left[4]);
    if (hierarchy.version == 1) hierarchy.controllers = controllers_in(right[2]);
    if (hierarchy.version == 1 && hierarchy.controllers.empty()) return;
    add(all, std::move(hierarchy));
}

/// 4:cpu,cpuacct:/some/group for v1, 0::/some/group for v2
Path group_in(const Hierarchy& hierarchy, const Path& file) {
    std::istringstream lines{sys::read_file(file)};
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find(':');
        const auto second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const auto controllers = line.substr(first + 1, second - first - 1);
        const bool found = hierarchy.version == 2
                               ? controllers.empty()
                               : contains(words(controllers, ','), hierarchy.controllers.front());
        if (!found) continue;
        const auto below = Path{line.substr(second + 1)}.lexically_relative(hierarchy.root);
        if (below.empty() || below == "." || *below.begin() == "..") break;
        return hierarchy.mount_point / below;
    }
    return hierarchy.mount_point;
}

}  // namespace

std::vector<std::string> words(const std::string& text, char separator) {
    std::vector<std::string> result(1);
    for (const char c : text) {
        if (c != separator && c != ' ' && c != '\n')
            result.back() += c;
        else if (!result.back().empty())
            result.emplace_back();
    }
    if (result.back().empty()) result.pop_back();
    return result;
}

bool contains(const std::vector<std::string>& all, const std::string& word) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

std::vector<Hierarchy> hierarchies() {
    std::vector<Hierarchy> all;
    std::istringstream lines{sys::read_file("/proc/self/mountinfo")};
    for (std::string line; std::getline(lines, line);) parse(line, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const Hierarchy& a, const Hierarchy& b) { return a.version < b.version; });
    return all;
}

Path own_group(const Hierarchy& hierarchy) {
    return group_in(hierarchy, "/proc/self/cgroup");
}

Path group_of(const Hierarchy& hierarchy, pid_t process) {
    return group_in(hierarchy, "/proc/" + std::to_string(process) + "/cgroup");
}

}  // namespace container::cgroup
