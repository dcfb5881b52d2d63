// SPDX-License-Identifier: MIT
//
// "/" itself, as chapters 01 and 04 do not need it.
#include "runtime/more.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <sys/vfs.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

namespace runtime {
namespace {

using sys::Fd;

constexpr std::uint64_t kinds = MS_SHARED | MS_SLAVE;

/// What the host mounts in it later, the container is to see. pivot_root(2) takes no shared "/", so
/// it becomes one only inside.
Fd slave_of_host(const Path& rootfs) {
    Fd tree = sys::open_tree(rootfs, AT_RECURSIVE);
    sys::mount_setattr(tree, {.recursive = true, .propagation = MS_SLAVE});
    return tree;
}

/// Where the host's proc and sysfs are, the last one mounted first.
std::vector<std::string> hosts_own_views(const Path& rootfs) {
    std::ifstream all{"/proc/self/mountinfo"};
    std::vector<std::string> found;
    for (std::string line; std::getline(all, line);) {
        std::istringstream words{line};
        std::string word, path;
        for (int i = 0; i < 5 && words >> word; ++i) path = word;
        const auto type = line.substr(line.find(" - ") + 3);
        const bool inside = (path + "/").starts_with(rootfs.native() + "/");
        if (!inside && (type.starts_with("proc ") || type.starts_with("sysfs ")))
            found.insert(found.begin(), path);
    }
    return found;
}

/// Where "/" cannot be pivoted away from, as in an initramfs: pivot_root(2). The old one stays
/// below the new, out of reach; but the kernel would take the host's proc and sysfs there for the
/// container's, when it asks for new ones.
void move_to(const Path& rootfs) {
    for (const auto& path : hosts_own_views(rootfs)) try {
            sys::umount2(path, MNT_DETACH);
        } catch (const sys::SysError& e) {
            if (e.error() != EINVAL && e.error() != EPERM) throw;
            sys::mount("tmpfs", path, "tmpfs", 0);  // in a user namespace it can only be covered
        }
    sys::chdir(rootfs);
    sys::mount(rootfs, "/", nullptr, MS_MOVE);
    sys::chroot(".");
    sys::chdir("/");
}

}  // namespace

container::Layer root_mount(const Bundle& bundle) {
    container::Layer layer{"rootfs"};
    const auto tree = std::make_shared<Fd>();
    const bool follows = (bundle.config.rootfs_propagation & kinds) != 0;

    layer.prepare = [follows, tree](container::Context& box) {
        // Nobody is there at the end of a container to undo what was made in its "/".
        box.rootfs.keep_mountpoints();
        if (follows) *tree = slave_of_host(box.rootfs.path());
    };
    layer.attach = [tree](container::Context&, pid_t) { tree->reset(); };
    if (follows)
        layer.build = [tree](container::Context& box) {
            sys::move_mount(*tree, sys::open(box.rootfs.path(), O_PATH | O_DIRECTORY));
            tree->reset();
        };
    if (bundle.no_pivot) layer.enter = [](container::Context& box) { move_to(box.rootfs.path()); };
    return layer;
}

container::Layer propagation(const oci::Config& config) {
    container::Layer layer{"propagation"};
    const std::uint64_t all = config.rootfs_propagation;
    if (all == 0) return layer;
    layer.inside = [all](container::Context&) {
        constexpr std::uint64_t recursive = MS_REC;
        sys::mount_setattr(sys::open("/", O_PATH | O_DIRECTORY),
                           {.recursive = (all & recursive) != 0, .propagation = all & ~recursive});
    };
    return layer;
}

}  // namespace runtime
