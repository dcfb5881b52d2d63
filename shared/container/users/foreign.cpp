// SPDX-License-Identifier: MIT
#include "container/users/foreign.hpp"

#include "container/users/maps.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <algorithm>

namespace container::users {
namespace {

bool is_there(const Mount& mount) {
    struct statfs info {};
    if (::statfs(mount.destination.c_str(), &info) == -1) return false;
    // As ipc/mqueue.c has it; no header does.
    constexpr long mqueue = 0x19800202;
    return info.f_type == (mount.type == "sysfs" ? SYSFS_MAGIC : mqueue);
}

void borrow(std::vector<Mount>& mounts, const std::string& type) {
    for (auto& mount : mounts) {
        if (mount.type != type || !is_there(mount)) continue;
        mount.type = "bind";
        mount.source = mount.destination;
        // Where we may not see what is below, there is no part without the whole.
        mount.recursive = !is_first_namespace();
    }
    std::erase_if(mounts, [&type](const Mount& mount) { return mount.type == type; });
}

}  // namespace

void borrow_foreign_mounts(Spec& spec) {
    using Mode = Network::Mode;
    const auto network = spec.network.mode;
    const bool may_mount = spec.user_namespace.uid_mappings.empty() && is_first_namespace();
    if (may_mount) return;
    if (network == Mode::host || network == Mode::container)
        borrow(spec.filesystem.mounts, "sysfs");
    if (spec.uts.host_ipc) borrow(spec.filesystem.mounts, "mqueue");
}

}  // namespace container::users
