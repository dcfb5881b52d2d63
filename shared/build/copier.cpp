// SPDX-License-Identifier: MIT
#include "build/copier.hpp"

#include "container/overlay/convention.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/limits.h>
#include <linux/openat2.h>
#include <sys/sendfile.h>
#include <sys/xattr.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace build {
namespace {

sys::Fd open_in(sys::BorrowedFd root, const Path& path, int flags) {
    return sys::openat2(root, path.empty() ? "." : path, flags, RESOLVE_IN_ROOT);
}

void copy_content(sys::BorrowedFd from, sys::BorrowedFd to, const std::string& name) {
    while (sys::check(::sendfile(to.get(), from.get(), nullptr, 1 << 30), "sendfile {}", name) >
           0) {
    }
}

/// A file system may know none, and a user may not set all: then they are left out, as docker does.
void copy_attributes(sys::BorrowedFd from, sys::BorrowedFd to) try {
    const auto source = "/proc/self/fd/" + std::to_string(from.get());
    const auto target = "/proc/self/fd/" + std::to_string(to.get());
    std::array<char, 1 << 16> names{}, value{};
    const auto size =
        sys::check(::listxattr(source.c_str(), names.data(), names.size()), "listxattr");
    for (const char* name = names.data(); name < names.data() + size;
         name += std::strlen(name) + 1) {
        if (container::overlay::is_attribute(name)) continue;
        const auto length = sys::check(::getxattr(source.c_str(), name, value.data(), value.size()),
                                       "getxattr {}", name);
        sys::check(
            ::setxattr(target.c_str(), name, value.data(), static_cast<std::size_t>(length), 0),
            "setxattr {}", name);
    }
} catch (const sys::SysError& e) {
    if (e.error() != EPERM && e.error() != EOPNOTSUPP) throw;
}

void make_link(const SourceTree& tree, const SourceTree::Entry& entry, sys::BorrowedFd parent,
               const Path& name) {
    const auto link = tree.open(entry, O_PATH);
    std::array<char, PATH_MAX> target;
    const auto size = sys::check(::readlinkat(link.get(), "", target.data(), target.size()),
                                 "readlinkat {}", entry.path);
    sys::symlinkat(std::string{target.data(), static_cast<std::size_t>(size)}, parent, name);
}

}  // namespace

bool Copier::is_directory(const std::string& path) const try {
    return S_ISDIR(sys::fstat(open_in(root_, path, O_PATH)).st_mode);
} catch (const sys::SysError& e) {
    if (e.error() == ENOENT || e.error() == ENOTDIR) return false;
    throw;
}

sys::Fd Copier::directory(const std::string& path) const {
    sys::Fd at = open_in(root_, "", O_PATH);
    Path sofar;
    for (const auto& part : Path{path}) {
        const auto parent = std::move(at);
        sofar /= part;
        if (!is_directory(sofar)) {
            const auto owner = looks_.owner.value_or(container::User{});
            sys::mkdirat(parent, part, 0755);
            sys::fchownat(parent, part, owner.uid, owner.gid);
        }
        at = open_in(root_, sofar, O_PATH | O_DIRECTORY);
    }
    return at;
}

/// Owner, permissions and time.
void Copier::describe(sys::BorrowedFd parent, const Path& name, const struct stat& like) const {
    const auto owner = looks_.owner.value_or(container::User{like.st_uid, like.st_gid});
    sys::fchownat(parent, name, owner.uid, owner.gid);
    if (!S_ISLNK(like.st_mode))  // after chown(2), which takes set-user-ID away
        sys::fchmodat(parent, name, looks_.mode.value_or(like.st_mode & 07777));
    sys::utimensat(parent, name, like.st_mtim);
}

/// True if `to` has become another name of a file that was copied before.
bool Copier::link(const struct stat& info, sys::BorrowedFd parent, const std::string& to) {
    if (!S_ISREG(info.st_mode) || info.st_nlink < 2) return false;
    auto& first = first_names_[{info.st_dev, info.st_ino}];
    if (first.empty()) {
        first = to;
        return false;
    }
    const Path path = first;
    sys::linkat(directory(path.parent_path()), path.filename(), parent, Path{to}.filename());
    return true;
}

void Copier::clear_way(sys::BorrowedFd parent, const Path& name, const std::string& to) const {
    const auto old = sys::fstatat(parent, name);
    if (!old) return;
    if (S_ISDIR(old->st_mode))
        throw std::runtime_error{fmt::format("/{}: is a directory, and not to be replaced", to)};
    sys::unlinkat(parent, name);
}

void Copier::copy(const SourceTree& tree, const SourceTree::Entry& entry, const std::string& to) {
    const Path path = to;
    const auto parent = directory(path.parent_path());
    const auto name = path.filename();
    const auto& info = entry.info;
    if (S_ISDIR(info.st_mode)) {
        if (const auto old = sys::fstatat(parent, name); !old)
            sys::mkdirat(parent, name, 0755);
        else if (!S_ISDIR(old->st_mode))
            throw std::runtime_error{
                fmt::format("/{}: is no directory, and a directory is to be copied there", to)};
        copy_attributes(tree.open(entry, O_RDONLY), sys::openat(parent, name, O_PATH | O_NOFOLLOW));
        return describe(parent, name, info);
    }
    clear_way(parent, name, to);
    if (link(info, parent, to)) return;
    if (S_ISREG(info.st_mode)) {
        const auto from = tree.open(entry, O_RDONLY);
        const auto file = sys::openat(parent, name, O_CREAT | O_EXCL | O_WRONLY, 0600);
        copy_content(from, file, to);
        copy_attributes(from, file);
    } else if (S_ISLNK(info.st_mode)) {
        make_link(tree, entry, parent, name);
    } else if (S_ISSOCK(info.st_mode)) {
        return;  // means nothing once its server is gone
    } else {
        sys::mknodat(parent, name, info.st_mode, info.st_rdev);
    }
    describe(parent, name, info);
}

void Copier::write(const std::string& content, const std::string& to) const {
    const Path path = to;
    const auto parent = directory(path.parent_path());
    clear_way(parent, path.filename(), to);
    sys::write_all(sys::openat(parent, path.filename(), O_CREAT | O_EXCL | O_WRONLY, 0600),
                   content);
    const auto owner = looks_.owner.value_or(container::User{});
    sys::fchownat(parent, path.filename(), owner.uid, owner.gid);
    sys::fchmodat(parent, path.filename(), looks_.mode.value_or(0644));
}

}  // namespace build
