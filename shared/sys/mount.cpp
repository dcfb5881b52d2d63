// SPDX-License-Identifier: MIT
#include "sys/mount.hpp"

#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <sys/syscall.h>

#include <array>

namespace sys {

void mount(const Path& source, const Path& target, const char* type, unsigned long flags,
           const std::string& data) {
    const trace::Call call{"mount", target.native()};
    check(
        ::mount(source.c_str(), target.c_str(), type, flags, data.empty() ? nullptr : data.c_str()),
        "mount {} on {}", source.native(), target.native());
}

void umount2(const Path& target, int flags) {
    const trace::Call call{"umount2", target.native()};
    check(::umount2(target.c_str(), flags), "umount {}", target.native());
}

void pivot_root(const Path& new_root, const Path& put_old) {
    const trace::Call call{"pivot_root", new_root.native()};
    check(::syscall(SYS_pivot_root, new_root.c_str(), put_old.c_str()), "pivot_root {}",
          new_root.native());
}

namespace {

/// Many file systems say in words what they do not like, and why: fsopen(2).
std::string reason(BorrowedFd context) {
    std::array<char, 512> text{};
    const auto size = ::read(context.get(), text.data(), text.size());
    if (size <= 2) return "";
    std::string line{text.data() + 2, static_cast<std::size_t>(size) - 2};  // after "e "
    while (!line.empty() && line.back() == '\n') line.pop_back();
    return fmt::format(" ({})", line);
}

void configure(BorrowedFd context, const std::string& type, fsconfig_command command,
               const char* key, const char* value) {
    const trace::Call call{"fsconfig", type};
    if (::fsconfig(context.get(), command, key, value, 0) != -1) return;
    const int error = errno;
    throw SysError{error, fmt::format("fsconfig {} {}{}{}{}", type, key ? key : "create",
                                      value ? "=" : "", value ? value : "", reason(context))};
}

void configure_all(BorrowedFd context, const std::string& type, const std::string& data) {
    for (std::size_t begin = 0; begin < data.size();) {
        const auto end = std::min(data.find(',', begin), data.size());
        const auto option = data.substr(begin, end - begin);
        const auto equals = option.find('=');
        const auto key = option.substr(0, equals);
        const bool flag = equals == std::string::npos;
        configure(context, type, flag ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING, key.c_str(),
                  flag ? nullptr : option.c_str() + equals + 1);
        begin = end + 1;
    }
}

}  // namespace

Fd fsmount(const std::string& type, const std::string& data, std::uint64_t attributes,
           const std::string& source) {
    const Fd context{check(::fsopen(type.c_str(), FSOPEN_CLOEXEC), "fsopen {}", type)};
    if (!source.empty()) configure(context, type, FSCONFIG_SET_STRING, "source", source.c_str());
    configure_all(context, type, data);
    configure(context, type, FSCONFIG_CMD_CREATE, nullptr, nullptr);
    const trace::Call call{"fsmount", type};
    return Fd{check(::fsmount(context.get(), FSMOUNT_CLOEXEC, static_cast<unsigned>(attributes)),
                    "fsmount {}", type)};
}

void reconfigure(BorrowedFd mount, const std::string& data) {
    const Fd context{
        check(::fspick(mount.get(), "", FSPICK_EMPTY_PATH | FSPICK_CLOEXEC), "fspick")};
    configure_all(context, "remount", data);
    configure(context, "remount", FSCONFIG_CMD_RECONFIGURE, nullptr, nullptr);
}

Fd open_tree(const Path& path, unsigned flags) {
    const trace::Call call{"open_tree", path.native()};
    return Fd{
        check(::open_tree(AT_FDCWD, path.c_str(), flags | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC),
              "open_tree {}", path.native())};
}

Fd open_tree(BorrowedFd file, unsigned flags) {
    const trace::Call call{"open_tree"};
    return Fd{check(
        ::open_tree(file.get(), "", flags | AT_EMPTY_PATH | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC),
        "open_tree")};
}

void mount_setattr(BorrowedFd mount, unsigned flags, std::uint64_t attributes,
                   std::uint64_t propagation) {
    const trace::Call call{"mount_setattr"};
    struct mount_attr change {};
    change.attr_set = attributes;
    change.propagation = propagation;
    check(::mount_setattr(mount.get(), "", flags | AT_EMPTY_PATH, &change, sizeof change),
          "mount_setattr {:#x}", attributes | propagation);
}

void mount_setattr(BorrowedFd mount, const MountChange& change) {
    const trace::Call call{"mount_setattr"};
    struct mount_attr attributes {};
    attributes.attr_set = change.set;
    attributes.attr_clr = change.clear;
    attributes.propagation = change.propagation;
    const unsigned flags = change.recursive ? AT_RECURSIVE : 0;
    check(::mount_setattr(mount.get(), "", flags | AT_EMPTY_PATH, &attributes, sizeof attributes),
          "mount_setattr {:#x} {:#x}", change.set | change.propagation, change.clear);
}

void mount_setattr_idmap(BorrowedFd mount, unsigned flags, BorrowedFd user_namespace) {
    const trace::Call call{"mount_setattr", "MOUNT_ATTR_IDMAP"};
    struct mount_attr change {};
    change.attr_set = MOUNT_ATTR_IDMAP;
    change.userns_fd = static_cast<std::uint64_t>(user_namespace.get());
    check(::mount_setattr(mount.get(), "", flags | AT_EMPTY_PATH, &change, sizeof change),
          "mount_setattr MOUNT_ATTR_IDMAP");
}

void move_mount(BorrowedFd mount, BorrowedFd target) {
    const trace::Call call{"move_mount"};
    check(::move_mount(mount.get(), "", target.get(), "",
                       MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH),
          "move_mount");
}

}  // namespace sys
