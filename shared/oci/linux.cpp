// SPDX-License-Identifier: MIT
#include "oci/mount_options.hpp"
#include "oci/parts.hpp"
#include "oci/words.hpp"

#include <sys/personality.h>

namespace oci {
namespace {

constexpr auto domains = std::to_array<Word<unsigned long>>({
    {"LINUX", PER_LINUX},
    {"LINUX32", PER_LINUX32},
});

void take_personality(const Reader& from, Config& config) {
    config.personality = choose(from["domain"].required(), domains);
    std::vector<std::string> flags;
    from.read("flags", flags);
    if (!flags.empty()) from["flags"].warn("no flag of a personality is known; left out");
}

void take_propagation(const Reader& from, Config& config) {
    const auto name = from.text();
    if (name.empty()) return;
    const auto kind = propagation_of(name);
    if (!kind) from.fail("is " + from.shown() + ": no propagation, as in \"rslave\"");
    config.rootfs_propagation = *kind;
}

void take_offsets(const Reader& from, std::map<std::string, TimeOffset>& offsets) {
    from.each_member([&](const std::string& clock, const Reader& offset) {
        if (clock != "monotonic" && clock != "boottime")
            offset.fail("is no clock of a time namespace: those are monotonic and boottime");
        take(offset, offsets[clock]);
    });
}

void take_paths(const Reader& from, std::vector<std::string>& paths) {
    from.each([&](const Reader& path) {
        require_absolute(path);
        paths.push_back(path.text());
    });
}

}  // namespace

void take_linux(const Reader& from, Config& config) {
    from.read("namespaces", config.namespaces);
    from.read("uidMappings", config.uid_mappings);
    from.read("gidMappings", config.gid_mappings);
    if (const auto offsets = from["timeOffsets"]) take_offsets(offsets, config.time_offsets);
    from.read("devices", config.devices);
    if (const auto devices = from["netDevices"]) take(devices, config.net_devices);
    from.read("cgroupsPath", config.cgroups_path);
    from.read("resources", config.resources);
    if (const auto kind = from["rootfsPropagation"]) take_propagation(kind, config);
    if (const auto seccomp = from["seccomp"]) config.seccomp = seccomp.shown();
    if (const auto sysctl = from["sysctl"]) take_sysctl(sysctl, config.namespaces, config.sysctl);
    if (const auto paths = from["maskedPaths"]) take_paths(paths, config.masked_paths);
    if (const auto paths = from["readonlyPaths"]) take_paths(paths, config.readonly_paths);
    from.read("mountLabel", config.mount_label);
    if (const auto personality = from["personality"]) take_personality(personality, config);
    if (const auto rdt = from["intelRdt"])
        rdt.fail("is not supported: this runtime does not share out caches (resctrl)");
}

}  // namespace oci
