// SPDX-License-Identifier: MIT
#include "cli/userns_option.hpp"

#include "cli/usage_error.hpp"
#include "container/rootless.hpp"
#include "container/users/range.hpp"
#include "containerfile/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <sstream>
#include <utility>

namespace cli {
namespace {

using container::IdMapping;
using container::users::Mappings;

[[noreturn]] void refuse(const std::string& text) {
    throw UsageError{fmt::format(
        "--userns {}: is none of host, auto, keep-id and CONTAINER:HOST:SIZE[,...], as in "
        "0:100000:65536{}",
        text, containerfile::suggestion(text, {"host", "auto", "keep-id"}))};
}

IdMapping parse_mapping(const std::string& text, const std::string& part) {
    IdMapping mapping;
    const char* at = part.data();
    const char* const end = part.data() + part.size();
    for (auto* number : {&mapping.container_id, &mapping.host_id, &mapping.size}) {
        if (number != &mapping.container_id && (at == end || *at++ != ':')) refuse(text);
        const auto [next, error] = std::from_chars(at, end, *number);
        if (error != std::errc{}) refuse(text);
        at = next;
    }
    // The last of 32 bits is no id: it says "none" to setresuid(2).
    constexpr std::uint64_t end_of_ids = 0xffff'ffff;
    const auto last = std::max(mapping.container_id, mapping.host_id);
    if (at != end || mapping.size == 0 || std::uint64_t{last} + mapping.size > end_of_ids)
        refuse(text);
    return mapping;
}

bool overlap(const IdMapping& a, const IdMapping& b) {
    using container::users::overlap;
    return overlap({a.container_id, a.size}, {b.container_id, b.size}) ||
           overlap({a.host_id, a.size}, {b.host_id, b.size});
}

Mappings parse_mappings(const std::string& text) {
    if (text.ends_with(',')) refuse(text);
    Mappings mappings;
    std::istringstream parts{text};
    for (std::string part; std::getline(parts, part, ',');) {
        const auto mapping = parse_mapping(text, part);
        for (const auto& other : mappings)
            if (overlap(mapping, other))
                throw UsageError{
                    fmt::format("--userns {}: {} has ids that another part has, too", text, part)};
        mappings.push_back(mapping);
    }
    return mappings;
}

/// All that our own namespace has, so turned that `own`, which is our 0, keeps its number.
Mappings keep(std::uint32_t own, const Mappings& ours) {
    std::uint32_t others = 0;  // 1, 2, ... of our namespace
    for (const auto& mapping : ours) others += mapping.size;
    --others;
    const auto below = std::min(own, others);
    Mappings kept{{own, 0, 1}};
    if (below > 0) kept.push_back({0, 1, below});
    if (others > below) kept.push_back({own + 1, below + 1, others - below});
    return kept;
}

/// A normal user's directories let nobody else in.
void require_own_id(const std::string& text, const Mappings& mappings) {
    if (!container::users::inside(mappings, 0))
        throw UsageError{fmt::format(
            "--userns {}: leaves out your own id, which is 0 here: the container could not reach "
            "its files",
            text)};
}

}  // namespace

UsernsOption parse_userns(const std::string& text, bool is_user) {
    using Mode = UsernsOption::Mode;
    if (text == "host") return {Mode::host};
    if (text == "keep-id" && !is_user)
        throw UsageError{"--userns keep-id: is for a normal user, who is root inside otherwise"};
    if (text == "keep-id") return {Mode::keep_id};
    if (text == "auto" && is_user)
        throw UsageError{
            "--userns auto: only root has ids for each container; yours are in a user namespace of "
            "your own as it is"};
    if (text == "auto") return {Mode::automatic};
    if (!text.empty()) {
        auto mappings = parse_mappings(text);
        if (is_user) require_own_id(text, mappings);
        return {Mode::mapped, std::move(mappings)};
    }
    if (is_user) return {Mode::host};
    if (container::users::has_ranges()) return {Mode::automatic};
    std::fputs("note: there are no ids here that a container could have: --userns host\n", stderr);
    return {Mode::host};
}

container::UserNamespace user_namespace(const UsernsOption& option, const container::State& state) {
    using Mode = UsernsOption::Mode;
    switch (option.mode) {
        case Mode::host:
            break;
        case Mode::automatic: {
            const Mappings range{container::users::take_range(state)};
            return {range, range, {}};
        }
        case Mode::keep_id:
            return {keep(container::outer_user(), container::users::own_uids()),
                    keep(container::outer_group(), container::users::own_gids()),
                    {}};
        case Mode::mapped:
            return {option.mappings, option.mappings, {}};
    }
    return {};
}

}  // namespace cli
