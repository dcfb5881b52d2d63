// SPDX-License-Identifier: MIT
#include "sys/mount.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <sys/syscall.h>

namespace sys {

void mount(const Path& source, const Path& target, const char* type, unsigned long flags,
           const std::string& data) {
    check(
        ::mount(source.c_str(), target.c_str(), type, flags, data.empty() ? nullptr : data.c_str()),
        "mount {} on {}", source.native(), target.native());
}

void umount2(const Path& target, int flags) {
    check(::umount2(target.c_str(), flags), "umount {}", target.native());
}

void pivot_root(const Path& new_root, const Path& put_old) {
    check(::syscall(SYS_pivot_root, new_root.c_str(), put_old.c_str()), "pivot_root {}",
          new_root.native());
}

Fd fsmount(const std::string& type, const std::string& data, std::uint64_t attributes) {
    const Fd context{check(::fsopen(type.c_str(), FSOPEN_CLOEXEC), "fsopen {}", type)};
    for (std::size_t begin = 0; begin < data.size();) {
        const auto end = std::min(data.find(',', begin), data.size());
        const auto option = data.substr(begin, end - begin);
        const auto equals = option.find('=');
        const auto key = option.substr(0, equals);
        const bool flag = equals == std::string::npos;
        check(::fsconfig(context.get(), flag ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING, key.c_str(),
                         flag ? nullptr : option.c_str() + equals + 1, 0),
              "fsconfig {} {}", type, option);
        begin = end + 1;
    }
    check(::fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0), "fsconfig {} create",
          type);
    return Fd{check(::fsmount(context.get(), FSMOUNT_CLOEXEC, static_cast<unsigned>(attributes)),
                    "fsmount {}", type)};
}

Fd open_tree(const Path& path, unsigned flags) {
    return Fd{
        check(::open_tree(AT_FDCWD, path.c_str(), flags | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC),
              "open_tree {}", path.native())};
}

void mount_setattr(BorrowedFd mount, unsigned flags, std::uint64_t attributes,
                   std::uint64_t propagation) {
    struct mount_attr change {};
    change.attr_set = attributes;
    change.propagation = propagation;
    check(::mount_setattr(mount.get(), "", flags | AT_EMPTY_PATH, &change, sizeof change),
          "mount_setattr {:#x}", attributes | propagation);
}

void mount_setattr_idmap(BorrowedFd mount, unsigned flags, BorrowedFd user_namespace) {
    struct mount_attr change {};
    change.attr_set = MOUNT_ATTR_IDMAP;
    change.userns_fd = static_cast<std::uint64_t>(user_namespace.get());
    check(::mount_setattr(mount.get(), "", flags | AT_EMPTY_PATH, &change, sizeof change),
          "mount_setattr MOUNT_ATTR_IDMAP");
}

void move_mount(BorrowedFd mount, BorrowedFd target) {
    check(::move_mount(mount.get(), "", target.get(), "",
                       MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH),
          "move_mount");
}

}  // namespace sys
