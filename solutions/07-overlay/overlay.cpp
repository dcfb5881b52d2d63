// SPDX-License-Identifier: MIT
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
using overlay::Directories;

constexpr std::string_view prefix = ".wh.";
constexpr std::string_view reserved = ".wh..wh.";
constexpr std::string_view opaque = ".wh..wh..opq";

void make_opaque(sys::BorrowedFd directory, const std::string& name) {
    sys::setxattr(directory, name, overlay::attribute_prefix() + "opaque", "y");
}

/// Hides `name` of the layers below, and nothing that this layer itself has: a directory of its own
/// becomes an opaque one, and anything else is in the way of what is below as it is.
void hide(sys::BorrowedFd directory, const std::string& name) {
    const auto own = sys::fstatat(directory, name);
    if (!own)
        sys::mknodat(directory, name, S_IFCHR, 0);
    else if (S_ISDIR(own->st_mode))
        make_opaque(directory, name);
}

/// The options are a page at most (4096 bytes, mount(2)), and in them ',' and ':' separate. Short
/// names of our own are neither long nor strange: the layers are 0, 1, ... in a directory of links.
std::string link_lower(const std::vector<Path>& lower) {
    sys::mkdir("lower", 0755);
    std::string names;
    for (auto i = lower.size(); i-- > 0;) {  // overlay wants the highest first
        sys::symlinkat(lower[i], AT_FDCWD, fmt::format("lower/{}", i));
        names += fmt::format("{}{}", names.empty() ? "" : ":", i);
    }
    return names;
}

/// Leads to another working directory for as long as it is there.
class Visit {
public:
    explicit Visit(const Path& directory) { sys::chdir(directory); }
    Visit(const Visit&) = delete;
    ~Visit() { [[maybe_unused]] const int result = ::fchdir(home_.get()); }

private:
    sys::Fd home_ = sys::open(".", O_PATH | O_DIRECTORY);
};

void mount_overlay(const Overlay& overlay, const Directories& directories) try {
    const Visit visit{overlay.changes};
    const auto names = link_lower(overlay.lower);
    // What goes with the container need not reach the disk; or else unmounting would wait until
    // all that the file system has to write is written, of whomever.
    const auto sync = overlay.keep ? "" : ",volatile";
    sys::chdir("lower");
    sys::mount("overlay", directories.merged, "overlay", 0,
               fmt::format("lowerdir={},upperdir=../upper,workdir=../work,{}{}", names,
                           overlay::other_options(), sync));
} catch (const sys::SysError& e) {
    overlay::explain_refusal(e, overlay.changes);
}

/// Of a directory that several have, overlay shows the highest: so of "/" our own, which must look
/// like the image's.
void make_upper(const Path& upper, const Path& highest) {
    sys::mkdir(upper, 0755);
    const auto root = sys::fstat(sys::open(highest, O_PATH));
    try {
        sys::fchownat(AT_FDCWD, upper, root.st_uid, root.st_gid);
    } catch (const sys::SysError& e) {
        if (e.error() != EINVAL) throw;  // an owner that has no number in our user namespace
    }
    sys::fchmodat(AT_FDCWD, upper, root.st_mode & 07777);
}

dev_t device_of(const Path& path) {
    return sys::fstat(sys::open(path, O_PATH)).st_dev;
}

bool is_mounted(const Path& path) {
    return fs::exists(path) && device_of(path) != device_of(path.parent_path());
}

}  // namespace

bool whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (!name.starts_with(prefix)) return false;
    if (name == opaque) {
        make_opaque(directory, ".");
        return true;
    }
    if (name.starts_with(reserved)) return true;  // AUFS's own, and of no meaning here
    const auto hidden = name.substr(prefix.size());
    if (hidden.empty() || hidden == "." || hidden == "..")
        throw std::runtime_error{fmt::format("the layer's whiteout \"{}\" names no file", name)};
    hide(directory, hidden);
    return true;
}

Layer overlay(const Overlay& overlay) {
    Layer layer{"overlay"};

    layer.prepare = [overlay](Context& box) {
        const Directories directories{overlay.changes};
        box.state.write("changes", overlay.changes);
        if (overlay.keep) box.state.write("keep-changes", "yes");
        make_upper(directories.upper, overlay.lower.back());
        sys::mkdir(directories.work, 0700);
        sys::mkdir(directories.merged, 0755);
        mount_overlay(overlay, directories);
        box.lower = std::move(box.rootfs);  // stays held: nobody may change it under us
        box.rootfs = Rootfs{directories.merged};
    };

    layer.cleanup = [](Context& box) {
        const Path changes = box.state.read("changes");
        if (changes.empty() || !fs::exists(changes)) return;
        const Directories directories{changes};
        if (is_mounted(directories.merged)) {
            box.rootfs = Rootfs{directories.merged};  // after a kill it sweeps what was left there
            box.rootfs = {};
            sys::umount2(directories.merged, MNT_DETACH);
        }
        fs::remove_all(directories.merged);
        fs::remove_all(directories.work);
        fs::remove_all(changes / "lower");
        if (box.state.read("keep-changes").empty()) fs::remove_all(directories.upper);
    };

    return layer;
}

}  // namespace container::layers
