// SPDX-License-Identifier: MIT
#include "cli/mount_options.hpp"

#include "cli/usage_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

namespace cli {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
    }
    return parts;
}

struct Attribute {
    std::string_view name;
    std::string_view opposite;
    std::uint64_t bit;
};
constexpr std::array<Attribute, 4> attributes = {{
    {"ro", "rw", MOUNT_ATTR_RDONLY},
    {"nosuid", "suid", MOUNT_ATTR_NOSUID},
    {"nodev", "dev", MOUNT_ATTR_NODEV},
    {"noexec", "exec", MOUNT_ATTR_NOEXEC},
}};

/// Whether `option` was one of the attributes; if so, `mount` has or lacks it now.
bool set_attribute(container::Mount& mount, const std::string& option) {
    for (const auto& attribute : attributes) {
        if (option == attribute.name) mount.attributes |= attribute.bit;
        if (option == attribute.opposite) mount.attributes &= ~attribute.bit;
        if (option == attribute.name || option == attribute.opposite) return true;
    }
    return false;
}

struct Propagation {
    std::string_view name;
    std::uint64_t value;
};
constexpr std::array<Propagation, 3> propagations = {{
    {"private", MS_PRIVATE},
    {"slave", MS_SLAVE},
    {"shared", MS_SHARED},
}};

/// Whether `option` said how mount events travel; a leading 'r' makes it recursive, as all here is.
bool set_propagation(container::Mount& mount, std::string_view option) {
    if (option.starts_with("r") && !option.starts_with("ro")) option.remove_prefix(1);
    for (const auto& propagation : propagations) {
        if (option != propagation.name) continue;
        mount.propagation = propagation.value;
        return true;
    }
    return false;
}

std::filesystem::path absolute_destination(const std::string& option, const std::string& text,
                                           const std::string& destination) {
    if (!destination.starts_with("/"))
        throw UsageError{fmt::format("{} {}: the place in the container, '{}', must begin with /",
                                     option, text, destination)};
    auto normal = std::filesystem::path{destination}.lexically_normal();
    if (normal == "/")
        throw UsageError{
            fmt::format("{} {}: / is the rootfs; name a place below it", option, text)};
    return normal;
}

}  // namespace

container::Mount parse_volume(const std::string& text) {
    const auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3 || parts[0].empty())
        throw UsageError{
            fmt::format("-v {}: write SOURCE:DESTINATION[:OPTIONS], as in "
                        "-v $PWD/data:/data:ro",
                        text)};
    if (!std::filesystem::exists(parts[0]))
        throw UsageError{
            fmt::format("-v {}: there is no {} on the host: make it first", text, parts[0])};
    container::Mount mount{absolute_destination("-v", text, parts[1]), "bind",
                           std::filesystem::absolute(parts[0])};
    if (parts.size() == 2) return mount;
    for (const auto& option : split(parts[2], ',')) {
        if (set_attribute(mount, option) || set_propagation(mount, option)) continue;
        if (option == "bind" || option == "rbind")
            mount.recursive = option == "rbind";
        else if (option == "idmap")
            mount.mapped = true;
        else
            throw UsageError{
                fmt::format("-v {}: '{}' is no option of a volume: ro, rw, rprivate, "
                            "rslave, rshared, nosuid, nodev, noexec, bind, rbind or idmap",
                            text, option)};
    }
    if (mount.mapped && mount.propagation != MS_PRIVATE)
        throw UsageError{fmt::format("-v {}: what is mapped cannot be shared: only private", text)};
    return mount;
}

container::Mount parse_tmpfs(const std::string& text) {
    const auto colon = text.find(':');
    container::Mount mount{absolute_destination("--tmpfs", text, text.substr(0, colon)), "tmpfs",
                           "", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC};
    std::string data = "mode=1777";
    if (colon != std::string::npos)
        for (const auto& option : split(text.substr(colon + 1), ','))
            if (!set_attribute(mount, option)) data += "," + option;
    mount.data = data;
    return mount;
}

}  // namespace cli
