// SPDX-License-Identifier: MIT
// No libcap: capset and prctl as the kernel has them, and a table of names of our own. The user
// comes before the bounding set, and the capabilities stay over that by SECBIT_KEEP_CAPS.
#include "container/layers.hpp"
#include "container/users/empty_namespace.hpp"
#include "container/users/maps.hpp"
#include "container/users/session.hpp"
#include "container/users/views.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace container::layers {
namespace {

/// By their numbers, capabilities(7).
constexpr const char* names[] = {"CHOWN",
                                 "DAC_OVERRIDE",
                                 "DAC_READ_SEARCH",
                                 "FOWNER",
                                 "FSETID",
                                 "KILL",
                                 "SETGID",
                                 "SETUID",
                                 "SETPCAP",
                                 "LINUX_IMMUTABLE",
                                 "NET_BIND_SERVICE",
                                 "NET_BROADCAST",
                                 "NET_ADMIN",
                                 "NET_RAW",
                                 "IPC_LOCK",
                                 "IPC_OWNER",
                                 "SYS_MODULE",
                                 "SYS_RAWIO",
                                 "SYS_CHROOT",
                                 "SYS_PTRACE",
                                 "SYS_PACCT",
                                 "SYS_ADMIN",
                                 "SYS_BOOT",
                                 "SYS_NICE",
                                 "SYS_RESOURCE",
                                 "SYS_TIME",
                                 "SYS_TTY_CONFIG",
                                 "MKNOD",
                                 "LEASE",
                                 "AUDIT_WRITE",
                                 "AUDIT_CONTROL",
                                 "SETFCAP",
                                 "MAC_OVERRIDE",
                                 "MAC_ADMIN",
                                 "SYSLOG",
                                 "WAKE_ALARM",
                                 "BLOCK_SUSPEND",
                                 "AUDIT_READ",
                                 "PERFMON",
                                 "BPF",
                                 "CHECKPOINT_RESTORE"};

/// A set as the kernel has it: a bit each.
using Mask = unsigned long long;

Mask mask_of(const std::vector<std::string>& set) {
    Mask mask = 0;
    for (const auto& name : set)
        for (unsigned one = 0; one < std::size(names); ++one)
            if (name == std::string{"CAP_"} + names[one]) mask |= Mask{1} << one;
    return mask;
}

unsigned last_capability() {
    unsigned last = 0;
    std::ifstream{"/proc/sys/kernel/cap_last_cap"} >> last;
    return last;
}

void call_prctl(int what, unsigned long one = 0, unsigned long two = 0) {
    sys::check(::prctl(what, one, two, 0, 0), "prctl {}", what);
}

void set_three(Mask effective, Mask permitted, Mask inheritable) {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2] = {};
    for (int half = 0; half < 2; ++half) {
        data[half].effective = static_cast<unsigned>(effective >> (32 * half));
        data[half].permitted = static_cast<unsigned>(permitted >> (32 * half));
        data[half].inheritable = static_cast<unsigned>(inheritable >> (32 * half));
    }
    sys::check(::syscall(SYS_capset, &header, data), "capset");
}

void take_ids(const User& user) {
    const auto& groups = user.additional_gids;
    if (!groups.empty() || users::may_set_groups())
        sys::check(::setgroups(groups.size(), groups.data()), "setgroups");
    sys::check(::setresgid(user.gid, user.gid, user.gid), "setresgid");
    sys::check(::setresuid(user.uid, user.uid, user.uid), "setresuid");
}

void take_capabilities(const Capabilities& sets, unsigned last) {
    const Mask bounding = mask_of(sets.bounding), ambient = mask_of(sets.ambient);
    const Mask permitted = mask_of(sets.permitted), inheritable = mask_of(sets.inheritable);
    const Mask for_this = Mask{1} << CAP_SETPCAP;
    set_three(for_this, permitted | for_this, inheritable);
    for (unsigned one = 0; one <= last; ++one)
        if ((bounding >> one & 1) == 0) call_prctl(PR_CAPBSET_DROP, one);
    call_prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
    for (unsigned one = 0; one <= last; ++one)
        if (ambient >> one & 1) call_prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, one);
    call_prctl(PR_SET_SECUREBITS, 0);
    set_three(mask_of(sets.effective), permitted, inheritable);
}

void become(const Process& process, unsigned last) {
    if (process.no_new_privileges) call_prctl(PR_SET_NO_NEW_PRIVS, 1);
    users::give_standard_files(process.user);
    call_prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS);
    take_ids(process.user);
    take_capabilities(process.capabilities, last);
    users::join_new_session_keyring();
    for (const auto& limit : process.rlimits) {
        const rlimit exact{limit.soft, limit.hard};
        sys::check(::prlimit(0, static_cast<__rlimit_resource>(limit.type), &exact, nullptr),
                   "prlimit {}", limit.type);
    }
}

void raise(pid_t init, const Rlimit& limit) {
    rlimit now{};
    const auto type = static_cast<__rlimit_resource>(limit.type);
    sys::check(::prlimit(init, type, nullptr, &now), "prlimit {}", limit.type);
    if (limit.hard <= now.rlim_max) return;
    now.rlim_max = limit.hard;
    sys::check(::prlimit(init, type, &now, nullptr), "prlimit {}", limit.type);
}

void show(const View& view, const UserNamespace& space) {
    const unsigned all = view.recursive ? AT_RECURSIVE : 0;
    const auto tree = sys::open_tree(view.source, all);
    sys::mount_setattr(tree, all, 0, MS_PRIVATE);
    const auto ids = users::empty_namespace(space);
    if (view.mapped) try {
            sys::mount_setattr_idmap(tree, all, ids);
        } catch (const sys::SysError& e) {
            if (e.error() != EINVAL && e.error() != EPERM) throw;
            users::note_unmapped(view);
        }
    sys::move_mount(tree, users::make_place(view));
}

}  // namespace

Layer userns(const UserNamespace& space) {
    Layer layer{"userns"};
    layer.cleanup = [](Context& box) { users::close_views(box.state); };
    if (space.uid_mappings.empty()) return layer;
    layer.namespaces = CLONE_NEWUSER;
    layer.prepare = [space](Context& box) {
        users::open_views(box.state, space);
        for (const auto& view : space.views) show(view, space);
    };
    layer.attach = [space](Context&, pid_t init) {
        const Path process = Path{"/proc"} / std::to_string(init);
        sys::write_file(process / "uid_map", users::text(space.uid_mappings));
        if (!users::may_set_groups()) sys::write_file(process / "setgroups", "deny");
        sys::write_file(process / "gid_map", users::text(space.gid_mappings));
        users::give_pipes_to_root(space);
    };
    layer.build = [space](Context&) {
        take_ids({users::root_of(space.uid_mappings), users::root_of(space.gid_mappings), {}});
        call_prctl(PR_SET_DUMPABLE, 1);
    };
    return layer;
}

Layer credentials(const Process& process) {
    Layer layer{"credentials"};
    layer.attach = [process](Context&, pid_t init) {
        for (const auto& limit : process.rlimits) raise(init, limit);
    };
    const auto last = last_capability();
    layer.seal = [process, last](Context&) { become(process, last); };
    return layer;
}

}  // namespace container::layers
