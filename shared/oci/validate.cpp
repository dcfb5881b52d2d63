// SPDX-License-Identifier: MIT
#include "oci/lsm.hpp"
#include "oci/namespaces.hpp"
#include "oci/parts.hpp"

#include <fmt/format.h>

namespace oci {
namespace {

/// A part of the config that changes what only a namespace of that kind has of its own. Without
/// one, it would be the host's.
struct Need {
    Reader part;
    std::uint64_t flag;
};

void require_namespaces(const Reader& top, const Config& config) {
    std::vector<Need> needs;
    if (config.hostname) needs.push_back({top["hostname"], CLONE_NEWUTS});
    if (config.domainname) needs.push_back({top["domainname"], CLONE_NEWUTS});
    const auto add = [&](bool is_there, const char* name, std::uint64_t flag) {
        if (is_there) needs.push_back({top["linux"][name], flag});
    };
    add(!config.uid_mappings.empty(), "uidMappings", CLONE_NEWUSER);
    add(!config.gid_mappings.empty(), "gidMappings", CLONE_NEWUSER);
    add(!config.time_offsets.empty(), "timeOffsets", CLONE_NEWTIME);
    add(!config.net_devices.empty(), "netDevices", CLONE_NEWNET);
    add(!config.masked_paths.empty(), "maskedPaths", CLONE_NEWNS);
    add(!config.readonly_paths.empty(), "readonlyPaths", CLONE_NEWNS);
    for (const auto& need : needs)
        if (!has_namespace(config.namespaces, need.flag))
            need.part.fail(fmt::format("linux.namespaces has no {}", name_of(need.flag)));
}

/// A mapping that is not said is the container's.
void require_mappings(const Reader& mounts, const Config& config) {
    auto mount = config.mounts.begin();
    mounts.each([&](const Reader& element) {
        if (mount->mapped && mount->uid_mappings.empty() &&
            !has_namespace(config.namespaces, CLONE_NEWUSER))
            element.fail(
                "is to map ids, and says to which neither by uidMappings and gidMappings "
                "nor by a user namespace in linux.namespaces");
        ++mount;
    });
}

}  // namespace

void validate_labels(const Reader& process, const Process& value) {
    if (!value.apparmor_profile.empty() && value.apparmor_profile != "unconfined" &&
        !has_apparmor())
        process["apparmorProfile"].fail("the running kernel has no AppArmor");
    if (!value.selinux_label.empty() && !has_selinux())
        process["selinuxLabel"].fail("the running kernel has no SELinux in force");
}

void validate(const Reader& top, const Config& config) {
    require_namespaces(top, config);
    if (const auto mounts = top["mounts"]) require_mappings(mounts, config);
    // Nobody misses the label of a file where nobody compares it. A process is to be confined by
    // its.
    if (!config.mount_label.empty() && !has_selinux())
        top["linux"]["mountLabel"].warn("the running kernel has no SELinux in force; left out");
}

}  // namespace oci
