// SPDX-License-Identifier: MIT
#include "oci/mount_options.hpp"
#include "oci/parts.hpp"

namespace oci {
namespace {

bool is_known(std::string_view option) {
    for (const auto name : known_mount_options())
        if (name == option) return true;
    return false;
}

void add_data(const Reader& option, Mount& mount) {
    const auto text = option.text();
    // Callers hand a bind the options of its file system, as mount(2) lets them.
    if (mount.type != "bind")
        mount.data.append(mount.data.empty() ? "" : ",").append(text);
    else if (!is_known(text))
        option.warn("a bind has no option " + option.shown() + "; it is left out");
}

void take_options(const Reader& options, Mount& mount) {
    std::vector<Reader> others;
    options.each([&](const Reader& option) {
        if (!apply_option(mount, option.text())) others.push_back(option);
    });
    // An option that comes later can make it a bind.
    for (const auto& option : others) add_data(option, mount);
}

void take_mappings(const Reader& from, Mount& mount) {
    from.read("uidMappings", mount.uid_mappings);
    from.read("gidMappings", mount.gid_mappings);
    if (mount.uid_mappings.empty() != mount.gid_mappings.empty())
        from.fail("has one of uidMappings and gidMappings, and needs both or none");
    if (!mount.uid_mappings.empty()) mount.mapped = true;
}

}  // namespace

void take(const Reader& from, container::IdMapping& mapping) {
    from.require("containerID", mapping.container_id);
    from.require("hostID", mapping.host_id);
    from.require("size", mapping.size);
    constexpr std::uint64_t ids = std::uint64_t{UINT32_MAX};  // the last one means "none"
    if (mapping.size == 0) from["size"].fail("is 0: a mapping of no ids");
    if (std::uint64_t{mapping.container_id} + mapping.size > ids ||
        std::uint64_t{mapping.host_id} + mapping.size > ids)
        from["size"].fail("is more than there are ids");
}

void take(const Reader& from, Mount& mount) {
    from.require("destination", mount.destination);
    if (mount.destination.empty()) from["destination"].fail("is empty");
    mount.destination = ("/" / mount.destination).lexically_normal();
    from.read("type", mount.type);
    from.read("source", mount.source);
    if (const auto options = from["options"]) take_options(options, mount);
    take_mappings(from, mount);
    if (mount.remount) return;
    if (mount.type.empty()) from["type"].required();
    if (mount.type.empty()) from["type"].fail("is empty");
    if (mount.type == "bind" && mount.source.empty()) from["source"].fail("is missing");
}

}  // namespace oci
