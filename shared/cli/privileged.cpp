// SPDX-License-Identifier: MIT
#include "cli/privileged.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// What the container has its own of.
constexpr std::array<std::string_view, 5> of_its_own = {"pts", "shm", "mqueue", "console", "ptmx"};

void add_device(container::Filesystem& filesystem, const fs::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) == -1) return;
    if (!S_ISCHR(info.st_mode) && !S_ISBLK(info.st_mode)) return;
    const std::string name = path.lexically_relative("/dev");
    auto& devices = filesystem.devices;
    if (std::any_of(devices.begin(), devices.end(),
                    [&name](const container::Device& other) { return other.name == name; }))
        return;
    devices.push_back({name, major(info.st_rdev), minor(info.st_rdev), info.st_mode, path});
}

void add_all_devices(container::Filesystem& filesystem) {
    std::error_code ignored;  // a directory that is none of ours
    for (fs::recursive_directory_iterator at{"/dev", ignored}, end; at != end;
         at.increment(ignored)) {
        if (at.depth() == 0 && std::find(of_its_own.begin(), of_its_own.end(),
                                         at->path().filename()) != of_its_own.end()) {
            at.disable_recursion_pending();
            continue;
        }
        add_device(filesystem, at->path());
    }
}

}  // namespace

void lift_restrictions(container::Spec& spec) {
    auto& filesystem = spec.filesystem;
    filesystem.masked_paths.clear();
    filesystem.readonly_paths.clear();
    for (auto& mount : filesystem.mounts)
        if (mount.destination == "/sys") mount.attributes &= ~std::uint64_t{MOUNT_ATTR_RDONLY};
    add_all_devices(filesystem);
    spec.resources.devices = {{true}};
    std::fputs(
        "note: --privileged lifts: all capabilities, all devices, no masked or read-only path, "
        "/sys can be written to, the host's user ids unless --userns, no no_new_privs, every "
        "system call\n",
        stderr);
}

}  // namespace cli
