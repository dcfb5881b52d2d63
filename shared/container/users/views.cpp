// SPDX-License-Identifier: MIT
#include "container/users/views.hpp"

#include "container/users/maps.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <set>
#include <stdexcept>

namespace container::users {
namespace {

bool is_mount_point(const Path& path) {
    struct stat here {
    }, above{};
    return ::stat(path.c_str(), &here) == 0 && ::stat(path.parent_path().c_str(), &above) == 0 &&
           here.st_dev != above.st_dev;
}

/// Another node of the same device: who may open it is the node's to say, and the host's says it of
/// the host's users.
void make_device(const View& device, const UserNamespace& of) {
    const auto info = sys::fstat(sys::open(device.source, O_PATH));
    sys::make_directories(device.place.parent_path(), 0755);
    sys::mknodat(AT_FDCWD, device.place, info.st_mode, info.st_rdev);
    sys::fchownat(AT_FDCWD, device.place, outside(of.uid_mappings, info.st_uid).value_or(0),
                  outside(of.gid_mappings, info.st_gid).value_or(0));
    sys::fchmodat(AT_FDCWD, device.place, info.st_mode & 07777);
}

}  // namespace

Path views_of(const State& state) {
    return state.path() / "views";
}

void open_views(const State& state, const UserNamespace& of) {
    const auto place = views_of(state);
    sys::mkdir(place, 0700);
    const auto group = *outside(of.gid_mappings, root_of(of.gid_mappings));
    sys::mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NOEXEC,
               fmt::format("mode=710,gid={},size=1m", group));
    sys::mount("none", place, nullptr, MS_PRIVATE);  // what comes below is nobody else's
    for (const auto& device : of.devices) make_device(device, of);
}

void close_views(const State& state) {
    const auto place = views_of(state);
    while (is_mount_point(place)) sys::umount2(place, MNT_DETACH);
    ::rmdir(place.c_str());
}

sys::Fd make_place(const View& view) {
    sys::make_directories(view.place.parent_path(), 0755);
    struct stat info {};
    if (::stat(view.source.c_str(), &info) == 0 && !S_ISDIR(info.st_mode))
        sys::open(view.place, O_CREAT | O_WRONLY, 0644);
    else
        sys::mkdir(view.place, 0755);
    return sys::open(view.place, O_PATH);
}

void note_unmapped(const View& view) {
    if (view.required)
        throw std::runtime_error{
            fmt::format("-v {}:...:idmap: its file system cannot map ids", view.source.native())};
    static std::set<dev_t> noted;  // the layers of an image are on one
    if (!noted.insert(sys::fstat(sys::open(view.source, O_PATH)).st_dev).second) return;
    std::fputs(fmt::format("note: the file system of {} cannot map ids: in the container, its "
                           "files belong to nobody\n",
                           view.source.native())
                   .c_str(),
               stderr);
}

}  // namespace container::users
