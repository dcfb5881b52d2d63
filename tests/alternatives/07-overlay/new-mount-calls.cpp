// SPDX-License-Identifier: MIT
// fsopen(2) and its like, which take one layer at a time and know no page ("lowerdir+", Linux 6.8);
// an older kernel gets the whole of them once more, as mount(2) takes it. The overlay hangs nowhere
// until it is complete.
#include "container/overlay/convention.hpp"
#include "container/overlay/directories.hpp"
#include "container/overlay/refusal.hpp"
#include "reference.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace container {
namespace {

using overlay::Directories;

void set(const sys::Fd& context, const char* key, const std::string& value) {
    sys::check(::syscall(SYS_fsconfig, context.get(), FSCONFIG_SET_STRING, key, value.c_str(), 0),
               "fsconfig {}={}", key, value);
}

/// "userxattr", or "redirect_dir=off,metacopy=off".
void set_others(const sys::Fd& context) {
    if (overlay::other_options() == "userxattr") {
        sys::check(
            ::syscall(SYS_fsconfig, context.get(), FSCONFIG_SET_FLAG, "userxattr", nullptr, 0),
            "fsconfig userxattr");
        return;
    }
    set(context, "redirect_dir", "off");
    set(context, "metacopy", "off");
}

sys::Fd make_mount(const Overlay& wanted) {
    const sys::Fd context{
        static_cast<int>(sys::check(::syscall(SYS_fsopen, "overlay", FSOPEN_CLOEXEC), "fsopen"))};
    for (auto path = wanted.lower.rbegin(); path != wanted.lower.rend(); ++path)
        set(context, "lowerdir+", *path);
    const auto home = sys::open(".", O_PATH | O_DIRECTORY);
    sys::chdir(wanted.changes);  // in these two a backslash would mean something
    set(context, "upperdir", "upper");
    set(context, "workdir", "work");
    sys::fchdir(home);
    set_others(context);
    sys::check(::syscall(SYS_fsconfig, context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0),
               "fsconfig create");
    return sys::Fd{static_cast<int>(
        sys::check(::syscall(SYS_fsmount, context.get(), FSMOUNT_CLOEXEC, 0), "fsmount"))};
}

bool knows_lowerdir_plus() {
    const sys::Fd context{static_cast<int>(::syscall(SYS_fsopen, "overlay", FSOPEN_CLOEXEC))};
    return ::syscall(SYS_fsconfig, context.get(), FSCONFIG_SET_STRING, "lowerdir+", "/", 0) == 0;
}

}  // namespace

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& wanted) {
    Layer layer = reference::overlay(wanted);
    if (!knows_lowerdir_plus()) return layer;
    layer.prepare = [wanted](Context& box) {
        const Directories directories{wanted.changes};
        box.state.write("changes", wanted.changes);
        if (wanted.keep) box.state.write("keep-changes", "yes");
        for (const auto& path : {directories.upper, directories.work, directories.merged})
            sys::mkdir(path, 0755);
        const auto root = sys::fstat(sys::open(wanted.lower.back(), O_PATH));
        try {
            sys::fchownat(AT_FDCWD, directories.upper, root.st_uid, root.st_gid);
        } catch (const sys::SysError& e) {
            if (e.error() != EINVAL) throw;
        }
        sys::fchmodat(AT_FDCWD, directories.upper, root.st_mode & 07777);
        try {
            sys::move_mount(make_mount(wanted), sys::open(directories.merged, O_PATH));
        } catch (const sys::SysError& e) {
            overlay::explain_refusal(e, wanted.changes);
        }
        box.lower = std::move(box.rootfs);
        box.rootfs = Rootfs{directories.merged};
    };
    return layer;
}

}  // namespace container
