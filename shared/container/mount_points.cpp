// SPDX-License-Identifier: MIT
#include "container/mount_points.hpp"

#include "container/network/etc.hpp"
#include "container/users/maps.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

namespace container {
namespace {

/// Modes are what is said here, whatever the caller's umask.
class NoUmask {
public:
    NoUmask() = default;
    NoUmask(const NoUmask&) = delete;
    ~NoUmask() { ::umask(callers_); }

private:
    mode_t callers_ = ::umask(0);
};

bool is_in(const Path& path, const Path& directory) {
    const auto relative = path.lexically_normal().lexically_relative(directory.lexically_normal());
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

bool is_directory(const Mount& mount) {
    return mount.type != "bind" || S_ISDIR(sys::fstat(sys::open(mount.source, O_PATH)).st_mode);
}

/// What is mounted in another mount has its place there, and that is not there yet.
void make(const Rootfs& rootfs, const std::vector<Mount>& mounts) {
    for (auto mount = mounts.begin(); mount != mounts.end(); ++mount)
        if (std::none_of(mounts.begin(), mount, [mount](const Mount& before) {
                return is_in(mount->destination, before.destination);
            }))
            rootfs.mountpoint(mount->destination, is_directory(*mount));
    for (const char* file : network::etc_files) rootfs.mountpoint(Path{"/etc"} / file, false);
}

}  // namespace

Layer mount_points(const Spec& spec) {
    Layer layer{"mountpoints"};
    if (spec.user_namespace.uid_mappings.empty()) return layer;
    layer.prepare = [ids = spec.user_namespace, mounts = spec.filesystem.mounts](Context& box) {
        using namespace users;
        const auto &uids = ids.uid_mappings, &gids = ids.gid_mappings;
        const auto root = sys::fstat(sys::open(box.rootfs.path(), O_PATH));
        if (inside(uids, root.st_uid) && inside(gids, root.st_gid)) return;  // its own root can
        const NoUmask all;
        make(box.rootfs, mounts);
        sys::fchownat(AT_FDCWD, box.rootfs.path(), *outside(uids, root_of(uids)),
                      *outside(gids, root_of(gids)));
    };
    return layer;
}

}  // namespace container
