// SPDX-License-Identifier: MIT
#include "container/users/maps.hpp"

#include "sys/file.hpp"

#include <fmt/format.h>

#include <sstream>

namespace container::users {

std::string text(const Mappings& mappings) {
    std::string lines;
    for (const auto& [inside, outside, size] : mappings)
        lines += fmt::format("{} {} {}\n", inside, outside, size);
    return lines;
}

Mappings parse(const std::string& text) {
    Mappings mappings;
    std::istringstream lines{text};
    for (IdMapping next; lines >> next.container_id >> next.host_id >> next.size;)
        mappings.push_back(next);
    return mappings;
}

std::optional<std::uint32_t> outside(const Mappings& mappings, std::uint32_t inside) {
    for (const auto& mapping : mappings)
        if (inside >= mapping.container_id && inside - mapping.container_id < mapping.size)
            return mapping.host_id + (inside - mapping.container_id);
    return std::nullopt;
}

std::optional<std::uint32_t> inside(const Mappings& mappings, std::uint32_t outside) {
    for (const auto& mapping : mappings)
        if (outside >= mapping.host_id && outside - mapping.host_id < mapping.size)
            return mapping.container_id + (outside - mapping.host_id);
    return std::nullopt;
}

std::uint32_t root_of(const Mappings& mappings) {
    return outside(mappings, 0) ? 0 : mappings.front().container_id;
}

Mappings own_uids() {
    return parse(sys::read_file("/proc/self/uid_map"));
}

Mappings own_gids() {
    return parse(sys::read_file("/proc/self/gid_map"));
}

bool is_first_namespace() {
    const auto own = own_uids();
    return own.size() == 1 && own[0].host_id == 0 && own[0].size == 4294967295;
}

bool may_set_groups() {
    // A bundle may have no /proc: then it is tried.
    constexpr auto file = "/proc/self/setgroups";
    std::error_code none;
    return !std::filesystem::exists(file, none) || !sys::read_file(file).starts_with("deny");
}

}  // namespace container::users
