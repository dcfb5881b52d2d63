// SPDX-License-Identifier: MIT
//
// What is to be hidden, or to be left as it is. Paths may be symlinks of the image's, or become
// some: each is opened once, and what it then is, is covered (CVE-2025-31133).
#include "runtime/filesystem/place.hpp"
#include "runtime/more.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <sys/sysmacros.h>

#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

using sys::Fd;

/// Something to cover with, as often as it is needed: the first time itself, then copies of that.
class Cover {
public:
    void set(Fd tree) { tree_ = std::move(tree); }
    void put_on(sys::BorrowedFd place) {
        sys::move_mount(used_ ? sys::open_tree(tree_, 0) : dup(), place);
        used_ = true;
    }

private:
    Fd dup() const {
        return Fd{sys::check(::fcntl(tree_.get(), F_DUPFD_CLOEXEC, 3), "fcntl F_DUPFD_CLOEXEC")};
    }

    Fd tree_;
    bool used_ = false;
};

struct Covers {
    Cover file, directory;
};

/// The host's, while it can be seen: the container's may be anything by that name.
Fd null_device() {
    Fd tree = sys::open_tree(Path{"/dev/null"}, 0);
    const auto info = sys::fstat(tree);
    if (!S_ISCHR(info.st_mode) || info.st_rdev != makedev(1, 3))
        throw std::runtime_error{"the host's /dev/null is not the null device, mem(4)"};
    // It is the host's own: a device can still be written to, but not be given other permissions.
    sys::mount_setattr(tree, {.set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC});
    return tree;
}

/// A kernel may lack some of the paths.
void mask(sys::BorrowedFd root, const Path& path, Covers& covers) {
    const auto place = find_in(root, path);
    if (!place) return;
    const bool directory = S_ISDIR(sys::fstat(*place).st_mode);
    (directory ? covers.directory : covers.file).put_on(*place);
}

void make_readonly(sys::BorrowedFd root, const Path& path) {
    const auto place = find_in(root, path);
    if (!place) return;
    const Fd tree = sys::open_tree(*place, AT_RECURSIVE);  // only a mount can be read-only
    sys::mount_setattr(tree, {.recursive = true, .set = MOUNT_ATTR_RDONLY});
    sys::move_mount(tree, *place);
}

}  // namespace

container::Layer masks(const oci::Config& config) {
    container::Layer layer{"masks"};
    const auto covers = std::make_shared<Covers>();
    if (!config.masked_paths.empty())
        layer.build = [covers](container::Context&) {
            constexpr auto quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
            covers->file.set(null_device());
            // One for all: to make a file system takes longer than to mount it once more.
            covers->directory.set(sys::fsmount("tmpfs", "nr_blocks=1,nr_inodes=1,ro",
                                               quiet | MOUNT_ATTR_RDONLY, "tmpfs"));
        };
    layer.inside = [covers, masked = config.masked_paths, readonly = config.readonly_paths,
                    readonly_root = config.readonly_root](container::Context&) {
        const Fd root = sys::open("/", O_PATH | O_DIRECTORY);
        for (const auto& path : readonly) make_readonly(root, path);
        for (const auto& path : masked) mask(root, path, *covers);
        *covers = {};
        if (readonly_root) sys::mount_setattr(root, {.set = MOUNT_ATTR_RDONLY});
    };
    return layer;
}

}  // namespace runtime
