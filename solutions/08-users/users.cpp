// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/users/capabilities.hpp"
#include "container/users/empty_namespace.hpp"
#include "container/users/maps.hpp"
#include "container/users/session.hpp"
#include "container/users/views.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <sched.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

namespace container::layers {
namespace {

void show(const View& view, sys::BorrowedFd ids) {
    const unsigned recursive = view.recursive ? AT_RECURSIVE : 0;
    const auto tree = sys::open_tree(view.source, recursive);
    sys::mount_setattr(tree, recursive, 0, MS_PRIVATE);
    if (view.mapped) try {
            sys::mount_setattr_idmap(tree, recursive, ids);
        } catch (const sys::SysError& e) {
            // The file system cannot do it, or is not one of the user namespace that we are in.
            if (e.error() != EINVAL && e.error() != EPERM) throw;
            users::note_unmapped(view);
        }
    sys::move_mount(tree, users::make_place(view));
}

/// Written from outside, where we have the right to give other ids than our own.
void map_ids(pid_t init, const UserNamespace& user_namespace) {
    const Path process = fmt::format("/proc/{}", init);
    if (!cap_get_bound(CAP_SETGID)) sys::write_file(process / "setgroups", "deny");
    sys::write_file(process / "gid_map", users::text(user_namespace.gid_mappings));
    sys::write_file(process / "uid_map", users::text(user_namespace.uid_mappings));
}

void set_ids(uid_t user, gid_t group, const std::vector<gid_t>& groups) {
    // Each of these takes away the right to the one before, so the user comes last.
    if (!groups.empty() || users::may_set_groups())
        sys::check(::setgroups(groups.size(), groups.data()), "setgroups");
    sys::check(::setresgid(group, group, group), "setresgid {}", group);
    sys::check(::setresuid(user, user, user), "setresuid {}", user);
}

/// What is not in it, no execve(2) can give back: not by a set-user-ID program, not by a file's
/// capabilities. The kernel may know more than our headers do.
void bound(const std::vector<int>& kept) {
    for (cap_value_t one = 0; one < cap_max_bits(); ++one)
        if (std::find(kept.begin(), kept.end(), one) == kept.end())
            sys::check(cap_drop_bound(one), "prctl PR_CAPBSET_DROP {}", one);
}

void set_capabilities(const Capabilities& capabilities) {
    const std::unique_ptr<_cap_struct, int (*)(void*)> sets{cap_init(), cap_free};
    const auto fill = [&sets](cap_flag_t set, const std::vector<int>& all) {
        if (all.empty()) return;  // which cap_set_flag() takes for an error
        sys::check(cap_set_flag(sets.get(), set, static_cast<int>(all.size()), all.data(), CAP_SET),
                   "cap_set_flag");
    };
    fill(CAP_PERMITTED, users::numbers(capabilities.permitted));
    fill(CAP_EFFECTIVE, users::numbers(capabilities.effective));
    fill(CAP_INHERITABLE, users::numbers(capabilities.inheritable));
    sys::check(cap_set_proc(sets.get()), "capset");
    // Those stay in execve(2) for one who is not root, and must be permitted and inheritable.
    sys::check(cap_reset_ambient(), "prctl PR_CAP_AMBIENT_CLEAR_ALL");
    for (const auto one : users::numbers(capabilities.ambient))
        sys::check(cap_set_ambient(one, CAP_SET), "prctl PR_CAP_AMBIENT_RAISE {}", one);
}

/// Only a root outside may raise a limit, setrlimit(2).
void raise_limits(pid_t init, const std::vector<Rlimit>& limits) {
    for (const auto& limit : limits) {
        rlimit now{};
        const auto type = static_cast<__rlimit_resource>(limit.type);
        sys::check(::prlimit(init, type, nullptr, &now), "prlimit {}", limit.type);
        if (limit.hard <= now.rlim_max) continue;
        now.rlim_max = limit.hard;
        sys::check(::prlimit(init, type, &now, nullptr), "prlimit {} {}", limit.type, limit.hard);
    }
}

void become(const Process& process) {
    for (const auto& limit : process.rlimits) {
        const rlimit exact{limit.soft, limit.hard};
        sys::check(::setrlimit(static_cast<__rlimit_resource>(limit.type), &exact), "setrlimit {}",
                   limit.type);
    }
    users::give_standard_files(process.user);
    sys::check(::prctl(PR_SET_SECUREBITS, 0), "prctl PR_SET_SECUREBITS");
    bound(users::numbers(process.capabilities.bounding));
    sys::check(::prctl(PR_SET_KEEPCAPS, 1),
               "prctl PR_SET_KEEPCAPS");  // or setresuid takes them all
    set_ids(process.user.uid, process.user.gid, process.user.additional_gids);
    sys::check(::prctl(PR_SET_KEEPCAPS, 0), "prctl PR_SET_KEEPCAPS");
    set_capabilities(process.capabilities);
    if (process.no_new_privileges)
        sys::check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl PR_SET_NO_NEW_PRIVS");
}

}  // namespace

Layer userns(const UserNamespace& user_namespace) {
    Layer layer{"userns"};
    layer.cleanup = [](Context& box) { users::close_views(box.state); };
    if (user_namespace.uid_mappings.empty()) return layer;
    layer.namespaces = CLONE_NEWUSER;

    layer.prepare = [user_namespace](Context& box) {
        users::open_views(box.state, user_namespace);
        const auto ids = users::empty_namespace(user_namespace);
        for (const auto& view : user_namespace.views) show(view, ids);
    };

    layer.attach = [user_namespace](Context&, pid_t init) {
        map_ids(init, user_namespace);
        users::give_pipes_to_root(user_namespace);
    };

    layer.build = [user_namespace](Context&) {
        set_ids(users::root_of(user_namespace.uid_mappings),
                users::root_of(user_namespace.gid_mappings), {});
        // Whoever changes his user is hidden from all others, proc(5): /proc/self would be of a
        // stranger.
        sys::check(::prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
    };

    return layer;
}

Layer credentials(const Process& process) {
    Layer layer{"credentials"};
    layer.attach = [process](Context&, pid_t init) { raise_limits(init, process.rlimits); };
    if (process.new_session_keyring)
        layer.inside = [](Context&) { users::join_new_session_keyring(); };
    layer.seal = [process](Context&) { become(process); };
    return layer;
}

}  // namespace container::layers
