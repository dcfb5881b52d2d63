// SPDX-License-Identifier: MIT
#include "cli/usage_error.hpp"
#include "cli/user_options.hpp"
#include "container/users/foreign.hpp"
#include "container/users/maps.hpp"
#include "container/users/views.hpp"
#include "image/changes.hpp"

#include <fmt/format.h>

/// From the options of chapter 08 to the spec's user namespace.
namespace cli {
namespace {

using container::Path;
using container::Spec;
using container::View;

void require_mapped(const char* what, std::uint32_t id,
                    const container::users::Mappings& mappings) {
    if (container::users::outside(mappings, id)) return;
    std::string ranges;
    for (const auto& mapping : mappings)
        ranges += fmt::format("{}{} to {}", ranges.empty() ? "" : ", ", mapping.container_id,
                              std::uint64_t{mapping.container_id} + mapping.size - 1);
    throw UsageError{fmt::format(
        "--user: there is no {} {} in the container's user namespace, only {}: a normal user gets "
        "more from /etc/subuid and /etc/subgid, see subuid(5)",
        what, id, ranges)};
}

void check_user(const container::User& user, const container::UserNamespace& ids) {
    const bool own = ids.uid_mappings.empty();
    const bool is_root = user.uid == 0 && user.gid == 0 && user.additional_gids.empty();
    if (own && is_root) return;  // most have no such wish
    const auto users = own ? container::users::own_uids() : ids.uid_mappings;
    const auto groups = own ? container::users::own_gids() : ids.gid_mappings;
    require_mapped("user", user.uid, users);
    require_mapped("group", user.gid, groups);
    for (const auto group : user.additional_gids) require_mapped("group", group, groups);
}

/// From now on, it is at `place`.
void move(Path& path, std::vector<View>& views, View view) {
    view.source = path;
    path = view.place;
    views.push_back(std::move(view));
}

/// With --userns keep-id, what is stored as root's is the user's, and so it is inside.
void add_views(Spec& spec, const Path& directory, bool mapped) {
    auto& views = spec.user_namespace.views;
    std::size_t number = 0;
    for (auto& lower : spec.overlay.lower)
        move(lower, views, {{}, directory / "lower" / std::to_string(number++), mapped});
    const auto own = spec.overlay.changes.parent_path().native();
    move(spec.overlay.changes, views, {{}, directory / "changes"});
    for (auto& mount : spec.filesystem.mounts) {
        if (!mount.mapped) continue;
        Path source = mount.source;
        move(source, views,
             {{},
              directory / "volumes" / std::to_string(number++),
              mapped,
              mount.recursive,
              mapped && !mount.source.starts_with(own)});
        mount.source = source;
    }
}

/// Only the machine's root can make nodes.
void add_devices(Spec& spec, const Path& directory) {
    if (!container::users::is_first_namespace()) return;
    std::size_t number = 0;
    for (auto& device : spec.filesystem.devices) {
        if (device.host.empty()) continue;  // one of those that everybody may open
        Path source = device.host;
        move(source, spec.user_namespace.devices,
             {{}, directory / "devices" / std::to_string(number++)});
        device.host = source;
    }
}

}  // namespace

void settle_namespace(Spec& spec, const UserOptions& options, const container::State& state) {
    spec.user_namespace = user_namespace(options.userns_option, state);
    const auto& ids = spec.user_namespace;
    container::users::borrow_foreign_mounts(spec);
    check_user(spec.process.user, ids);
    if (ids.uid_mappings.empty()) return;
    const auto changes = image::Changes::of(spec.overlay.changes);
    const auto place = container::users::views_of(state);
    const bool mapped = options.userns_option.mode != UsernsOption::Mode::keep_id;
    add_views(spec, place, mapped);
    add_devices(spec, place);
    changes.note_namespace(mapped ? ids : container::UserNamespace{}, spec.overlay.changes);
}

}  // namespace cli
