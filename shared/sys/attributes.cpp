// SPDX-License-Identifier: MIT
#include "sys/attributes.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/xattr.h>

namespace sys {
namespace {

/// The calls for extended attributes know no directory to begin at (before Linux 6.13).
std::string through_proc(BorrowedFd directory, const Path& name) {
    return fmt::format("/proc/self/fd/{}/{}", directory.get(), name.native());
}

}  // namespace

std::optional<struct stat> fstatat(BorrowedFd directory, const Path& name) {
    struct stat info {};
    const int result = ::fstatat(directory.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW);
    if (result == -1 && errno == ENOENT) return std::nullopt;
    check(result, "fstatat {}", name.native());
    return info;
}

void fchownat(BorrowedFd directory, const Path& name, uid_t user, gid_t group) {
    check(::fchownat(directory.get(), name.c_str(), user, group, AT_SYMLINK_NOFOLLOW),
          "fchownat {} {}:{}", name.native(), user, group);
}

void fchmodat(BorrowedFd directory, const Path& name, mode_t mode) {
    check(::fchmodat(directory.get(), name.c_str(), mode, 0), "fchmodat {} {:o}", name.native(),
          mode);
}

void utimensat(BorrowedFd directory, const Path& name, const timespec& mtime) {
    const timespec times[] = {{0, UTIME_OMIT}, mtime};
    check(::utimensat(directory.get(), name.c_str(), times, AT_SYMLINK_NOFOLLOW), "utimensat {}",
          name.native());
}

void setxattr(BorrowedFd directory, const Path& name, const std::string& attribute,
              std::string_view value) {
    check(::lsetxattr(through_proc(directory, name).c_str(), attribute.c_str(), value.data(),
                      value.size(), 0),
          "setxattr {} {}", name.native(), attribute);
}

std::optional<std::string> getxattr(BorrowedFd directory, const Path& name,
                                    const std::string& attribute) {
    std::string value(XATTR_SIZE_MAX, '\0');
    const auto size = ::lgetxattr(through_proc(directory, name).c_str(), attribute.c_str(),
                                  value.data(), value.size());
    if (size == -1 && (errno == ENODATA || errno == ENOTSUP)) return std::nullopt;
    value.resize(static_cast<std::size_t>(check(size, "getxattr {} {}", name.native(), attribute)));
    return value;
}

std::vector<std::string> listxattr(BorrowedFd directory, const Path& name) {
    std::string list(XATTR_LIST_MAX, '\0');
    const auto size = ::llistxattr(through_proc(directory, name).c_str(), list.data(), list.size());
    if (size == -1 && errno == ENOTSUP) return {};
    list.resize(static_cast<std::size_t>(check(size, "listxattr {}", name.native())));
    std::vector<std::string> names;
    for (std::size_t at = 0; at < list.size(); at += names.back().size() + 1)
        names.emplace_back(list.c_str() + at);
    return names;
}

}  // namespace sys
