// SPDX-License-Identifier: MIT
//
// config.json's mounts. Chapter 04's each stand alone; these refer to one another: what is mounted
// is changed, copied up, covered, and has other mounts in it. So they are done here, one by one,
// in the config's order; and chapter 04 does what is around them.
#include "build/copier.hpp"
#include "build/source_tree.hpp"
#include "runtime/filesystem/host_mounts.hpp"
#include "runtime/filesystem/make_devices.hpp"
#include "runtime/filesystem/place.hpp"
#include "runtime/filesystem/tree.hpp"
#include "runtime/more.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sched.h>
#include <sys/vfs.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>

namespace runtime {
namespace {

using sys::Fd;

bool is_cgroup_view(const oci::Mount& mount) {
    return mount.type == "cgroup" || mount.type == "cgroup2";
}

/// Whatever fails, which of the mounts it was.
template <typename Action>
void each(const std::vector<oci::Mount>& mounts, Action action) {
    for (std::size_t i = 0; i < mounts.size(); ++i) try {
            if (!is_cgroup_view(mounts[i])) action(mounts[i], i);
        } catch (const std::exception& e) {
            throw std::runtime_error{fmt::format("config.json: mounts[{}], on {}: {}", i,
                                                 mounts[i].destination.native(), e.what())};
        }
}

/// "tmpcopyup": what the new, empty file system covers is in it, too.
void copy_up(sys::BorrowedFd covered, sys::BorrowedFd tree) {
    const containerfile::IgnorePatterns none;
    const Fd readable = sys::openat(covered, ".", O_RDONLY | O_DIRECTORY);
    const build::SourceTree source{readable, none};
    build::Copier copier{tree, {.owner = std::nullopt, .mode = std::nullopt}};
    source.walk("", none, [&](const build::SourceTree::Entry& entry) {
        if (!entry.below.empty()) copier.copy(source, entry, entry.below);
    });
    const auto looks = sys::fstat(covered);
    sys::fchownat(tree, ".", looks.st_uid, looks.st_gid);
}

/// /proc must be what programs take it for: much that protects the host is in there, and so are the
/// paths to be masked.
void require_proc(const oci::Mount& mount, sys::BorrowedFd tree) {
    if (mount.destination != "/proc" || mount.type == "proc") return;
    struct statfs info {};
    sys::check(::fstatfs(tree.get(), &info), "fstatfs");
    if (info.f_type != PROC_SUPER_MAGIC)
        throw std::runtime_error{"what is mounted there is no proc file system"};
}

Fd place_of(const oci::Mount& mount, sys::BorrowedFd root, bool directory) {
    if (mount.type == "proc" || mount.type == "sysfs")
        return plain_place_in(root, mount.destination);
    return place_in(root, mount.destination, directory ? Kind::directory : Kind::file);
}

/// What "remount" changes is there already.
Fd mounted_at(sys::BorrowedFd root, const oci::Mount& mount) {
    auto there = find_in(root, mount.destination);
    struct statx info {};
    if (there) sys::check(::statx(there->get(), "", AT_EMPTY_PATH, 0, &info), "statx");
    if (!(info.stx_attributes & STATX_ATTR_MOUNT_ROOT))
        throw std::runtime_error{"nothing is mounted there that could be remounted"};
    return std::move(*there);
}

bool has_user_namespace(const oci::Config& config) {
    const auto& all = config.namespaces;
    return std::any_of(all.begin(), all.end(),
                       [](const oci::Namespace& one) { return one.flag == CLONE_NEWUSER; });
}

/// What is bound is opened on the host, where that can fail early. But whoever reads mountinfo(5)
/// finds mounts in the order in which they were made, and takes it for the one in which they were
/// mounted. So it is opened again in its turn, unless it has ids of its own, or nobody here has the
/// right to.
Fd in_turn(Fd bind, const oci::Mount& mount, const Bundle& bundle,
           const std::optional<HostMounts>& host) {
    if (!bind || !host || mount.mapped) return bind;
    return host->visit([&] { return bind_tree(mount, bundle.path, bundle.config); });
}

/// Hangs it where it belongs.
Fd hang(const oci::Mount& mount, Fd bind, sys::BorrowedFd root) {
    if (mount.remount) return mounted_at(root, mount);
    const bool directory = !bind || S_ISDIR(sys::fstat(bind).st_mode);
    const Fd place = place_of(mount, root, directory);
    Fd tree = bind ? std::move(bind) : new_tree(mount, place);
    require_proc(mount, tree);
    if (mount.copy_up) copy_up(place, tree);
    sys::move_mount(tree, place);
    return tree;
}

}  // namespace

container::Layer mounts(const Bundle& said) {
    container::Layer layer{"mounts"};
    const auto bundle = std::make_shared<const Bundle>(said);
    const auto binds = std::make_shared<std::map<std::size_t, Fd>>();
    const auto host = std::make_shared<std::optional<HostMounts>>();

    layer.prepare = [bundle, binds, host](container::Context&) {
        each(bundle->config.mounts, [&](const oci::Mount& mount, std::size_t i) {
            if (mount.type == "bind" && !mount.remount)
                (*binds)[i] = bind_tree(mount, bundle->path, bundle->config);
        });
        if (!binds->empty() && !has_user_namespace(bundle->config)) host->emplace();
    };

    layer.attach = [binds, host](container::Context&, pid_t) {
        binds->clear();
        host->reset();
    };  // the child has its own

    layer.build = [bundle, binds, host](container::Context& box) {
        std::vector<Fd> readonly;
        each(bundle->config.mounts, [&](const oci::Mount& mount, std::size_t i) {
            Fd bind = in_turn(std::move((*binds)[i]), mount, *bundle, *host);
            const Fd root = sys::open(box.rootfs.path(), O_PATH | O_DIRECTORY);
            Fd tree = hang(mount, std::move(bind), root);
            finish(mount, tree);
            if (is_readonly_later(mount)) readonly.push_back(std::move(tree));
        });
        make_devices(bundle->config, sys::open(box.rootfs.path(), O_PATH | O_DIRECTORY));
        for (const auto& tree : readonly) sys::mount_setattr(tree, {.set = MOUNT_ATTR_RDONLY});
        host->reset();
    };

    return layer;
}

}  // namespace runtime
