// SPDX-License-Identifier: MIT
// The layers' short names are those that /proc has for open descriptors, and "/" gets its looks
// when it is mounted. A whiteout is made first, and what is there already is looked at if that
// fails.
#include "container/layers.hpp"
#include "container/overlay/convention.hpp"
#include "container/overlay/directories.hpp"
#include "container/overlay/refusal.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <stdexcept>

namespace container::layers {
namespace {

namespace fs = std::filesystem;

void set_opaque(sys::BorrowedFd directory, const std::string& name) {
    sys::setxattr(directory, name, overlay::attribute_prefix() + "opaque", "y");
}

std::string through_proc(sys::BorrowedFd file) {
    return fmt::format("/proc/self/fd/{}", file.get());
}

void unmount(const Path& path) {
    try {
        sys::umount2(path, MNT_DETACH);
    } catch (const sys::SysError& e) {
        if (e.error() != EINVAL && e.error() != ENOENT) throw;  // nothing was mounted
    }
}

}  // namespace

bool whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (name.rfind(".wh.", 0) != 0) return false;
    if (name == ".wh..wh..opq")
        set_opaque(directory, ".");
    else if (name == ".wh." || name == ".wh.." || name == ".wh...")
        throw std::runtime_error{fmt::format("{}: a whiteout of nothing", name)};
    if (name.rfind(".wh..wh.", 0) == 0) return true;
    try {
        sys::mknodat(directory, name.substr(4), S_IFCHR, 0);
    } catch (const sys::SysError& e) {
        if (e.error() != EEXIST) throw;
        if (S_ISDIR(sys::fstatat(directory, name.substr(4))->st_mode))
            set_opaque(directory, name.substr(4));
    }
    return true;
}

Layer overlay(const Overlay& wanted) {
    Layer layer{"overlay"};

    layer.prepare = [wanted](Context& box) {
        const overlay::Directories directories{wanted.changes};
        box.state.write("overlay", wanted.changes.native());
        if (wanted.keep) box.state.write("overlay-kept", "1");
        sys::mkdir(directories.upper, 0700);
        sys::mkdir(directories.work, 0700);
        sys::mkdir(directories.merged, 0700);
        std::vector<sys::Fd> open;
        std::string lower;
        for (const auto& path : wanted.lower) {
            open.push_back(sys::open(path, O_PATH | O_DIRECTORY));
            lower = through_proc(open.back()) + (lower.empty() ? "" : ":") + lower;
        }
        const auto changes = sys::open(wanted.changes, O_PATH | O_DIRECTORY);
        try {
            sys::mount("overlay", directories.merged, "overlay", 0,
                       fmt::format("lowerdir={},upperdir={}/upper,workdir={}/work,{}", lower,
                                   through_proc(changes), through_proc(changes),
                                   overlay::other_options()));
        } catch (const sys::SysError& e) {
            overlay::explain_refusal(e, wanted.changes);
        }
        // The root is changed where it is seen: overlay hands that on to the upper directory.
        const auto root = sys::fstat(open.back());
        try {
            sys::fchownat(AT_FDCWD, directories.merged, root.st_uid, root.st_gid);
        } catch (const sys::SysError& e) {
            if (e.error() != EINVAL) throw;
        }
        sys::fchmodat(AT_FDCWD, directories.merged, root.st_mode & 07777);
        box.lower = std::move(box.rootfs);
        box.rootfs = Rootfs{directories.merged};
    };

    layer.cleanup = [](Context& box) {
        const Path changes = box.state.read("overlay");
        if (changes.empty() || !fs::exists(changes)) return;
        const overlay::Directories directories{changes};
        if (fs::exists(directories.merged)) {
            box.rootfs = Rootfs{directories.merged};
            box.rootfs = {};
        }
        unmount(directories.merged);
        fs::remove_all(directories.work);
        if (box.state.read("overlay-kept").empty()) fs::remove_all(directories.upper);
        fs::remove(directories.merged);
    };

    return layer;
}

}  // namespace container::layers
