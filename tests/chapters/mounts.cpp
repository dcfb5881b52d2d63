// SPDX-License-Identifier: MIT
#include "chapters/mounts.hpp"

#include <sstream>

namespace support {

std::map<std::string, MountLine> parse_mounts(const std::string& mountinfo) {
    std::map<std::string, MountLine> mounts;
    std::istringstream lines{mountinfo};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string id, parent, device, point, word;
        MountLine mount;
        words >> id >> parent >> device >> mount.root >> point >> mount.options;
        while (words >> word && word != "-") continue;
        words >> mount.type >> mount.source;
        mounts[point] = mount;
    }
    return mounts;
}

Words around(const Box& box, const std::string& lines) {
    return {box.rootfs() / "bin/busybox", "sh", "-c", lines, "sh"};
}

std::string mount_changes(Live& live) {
    std::istringstream lines{difference(live.before(), live.stage().snapshot())};
    std::string changes;
    for (std::string line; std::getline(lines, line);)
        // From chapter 07 on, the host has the container's "/" mounted while it runs.
        if (line.substr(2).starts_with("mount ") && line.find(" overlay ") == line.npos)
            changes += line + "\n";
    return changes;
}

}  // namespace support
