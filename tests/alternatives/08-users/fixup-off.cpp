// SPDX-License-Identifier: MIT
// Capabilities stay over setresuid because the kernel's fixup is off meanwhile, and the sets are
// put in words. The user namespace that the image is mapped by begins with a fork.
#include "container/layers.hpp"
#include "container/users/maps.hpp"
#include "container/users/session.hpp"
#include "container/users/views.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container::layers {
namespace {

void write_maps(pid_t process, const UserNamespace& space) {
    const auto file = [process](const char* name) {
        return Path{fmt::format("/proc/{}/{}", process, name)};
    };
    if (!users::may_set_groups()) sys::write_file(file("setgroups"), "deny");
    sys::write_file(file("uid_map"), users::text(space.uid_mappings));
    sys::write_file(file("gid_map"), users::text(space.gid_mappings));
}

/// A child that is there only so that a namespace begins.
class Founder {
public:
    Founder() : child_{sys::clone3({CLONE_NEWUSER})} {
        if (child_.pid == 0)
            for (;;) ::pause();
    }
    Founder(const Founder&) = delete;
    ~Founder() {
        ::kill(child_.pid, SIGKILL);
        ::waitpid(child_.pid, nullptr, 0);
    }
    pid_t pid() const { return child_.pid; }

private:
    sys::Cloned child_;
};

sys::Fd namespace_with(const UserNamespace& space) {
    const Founder founder;
    write_maps(founder.pid(), space);
    return sys::open(fmt::format("/proc/{}/ns/user", founder.pid()), O_RDONLY);
}

void show(const View& view, const UserNamespace& space) {
    const unsigned all = view.recursive ? AT_RECURSIVE : 0;
    const auto tree = sys::open_tree(view.source, all);
    sys::mount_setattr(tree, all, 0, MS_PRIVATE);
    const auto ids = namespace_with(space);
    try {
        if (view.mapped) sys::mount_setattr_idmap(tree, all, ids);
    } catch (const sys::SysError& e) {
        if (e.error() != EINVAL && e.error() != EPERM) throw;
        users::note_unmapped(view);
    }
    sys::move_mount(tree, users::make_place(view));
}

cap_value_t number_of(const std::string& name) {
    cap_value_t number = 0;
    sys::check(cap_from_name(name.c_str(), &number), "cap_from_name {}", name);
    return number;
}

bool has(const std::vector<std::string>& set, cap_value_t one) {
    for (const auto& name : set)
        if (number_of(name) == one) return true;
    return false;
}

/// As cap_from_text(3) takes them.
std::string in_words(const Capabilities& sets) {
    std::string text = "=";
    const auto add = [&text](const std::vector<std::string>& set, const char* flag) {
        for (const auto& name : set) text += fmt::format(" {}+{}", name, flag);
    };
    add(sets.permitted, "p");
    add(sets.effective, "e");
    add(sets.inheritable, "i");
    return text;
}

void set_capabilities(const Capabilities& wanted) {
    const auto sets = cap_from_text(in_words(wanted).c_str());
    if (!sets) throw sys::SysError{errno, "cap_from_text"};
    const int done = cap_set_proc(sets);
    const int error = errno;
    cap_free(sets);
    if (done != 0) throw sys::SysError{error, "capset"};
    for (const auto& name : wanted.ambient)
        sys::check(cap_set_ambient(number_of(name), CAP_SET), "prctl {}", name);
}

void secure_bits(unsigned long bits) {
    sys::check(::prctl(PR_SET_SECUREBITS, bits), "prctl PR_SET_SECUREBITS");
}

void set_limits(const std::vector<Rlimit>& limits) {
    for (const auto& limit : limits) {
        const rlimit exact{limit.soft, limit.hard};
        sys::check(::setrlimit(static_cast<__rlimit_resource>(limit.type), &exact), "setrlimit");
    }
}

void become(const Process& process) {
    set_limits(process.rlimits);
    sys::check(cap_reset_ambient(), "prctl PR_CAP_AMBIENT_CLEAR_ALL");
    for (cap_value_t one = 0; one < cap_max_bits(); ++one)
        if (!has(process.capabilities.bounding, one))
            sys::check(cap_drop_bound(one), "prctl PR_CAPBSET_DROP {}", one);
    users::give_standard_files(process.user);
    secure_bits(SECBIT_NO_SETUID_FIXUP);
    const auto& [uid, gid, groups] = process.user;
    if (!groups.empty() || users::may_set_groups())
        sys::check(::setgroups(groups.size(), groups.data()), "setgroups");
    sys::check(::setresgid(gid, gid, gid), "setresgid");
    sys::check(::setresuid(uid, uid, uid), "setresuid");
    secure_bits(0);
    set_capabilities(process.capabilities);
    users::join_new_session_keyring();
    if (process.no_new_privileges)
        sys::check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl PR_SET_NO_NEW_PRIVS");
}

void raise(pid_t init, const Rlimit& limit) {
    rlimit now{};
    const auto type = static_cast<__rlimit_resource>(limit.type);
    sys::check(::prlimit(init, type, nullptr, &now), "prlimit {}", limit.type);
    if (limit.hard <= now.rlim_max) return;
    now.rlim_max = limit.hard;
    sys::check(::prlimit(init, type, &now, nullptr), "prlimit {}", limit.type);
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
        write_maps(init, space);
        users::give_pipes_to_root(space);
    };
    layer.build = [space](Context&) {
        const auto root = users::root_of(space.uid_mappings);
        if (users::may_set_groups()) sys::check(::setgroups(0, nullptr), "setgroups");
        sys::check(::setgid(users::root_of(space.gid_mappings)), "setgid");  // of root, all four
        sys::check(::setuid(root), "setuid");
        sys::check(::prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
    };
    return layer;
}

Layer credentials(const Process& process) {
    Layer layer{"credentials"};
    layer.attach = [process](Context&, pid_t init) {
        for (const auto& limit : process.rlimits) raise(init, limit);
    };
    layer.seal = [process](Context&) { become(process); };
    return layer;
}

}  // namespace container::layers
