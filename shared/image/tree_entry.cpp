// SPDX-License-Identifier: MIT
#include "container/overlay/convention.hpp"
#include "image/entry_path.hpp"
#include "image/tree.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace image {
namespace {

namespace overlay = container::overlay;

void write_content(sys::BorrowedFd file, const TarEntry& entry, TarReader& content) {
    TarReader::Block block;
    while (content.next(block)) {
        std::size_t done = 0;
        while (done < block.bytes.size())
            done += static_cast<std::size_t>(sys::check(
                ::pwrite(file.get(), block.bytes.data() + done, block.bytes.size() - done,
                         static_cast<off_t>(block.offset + done)),
                "write {}", entry.path));
    }
    // What is left out at the end is a hole, too.
    if (const auto size = static_cast<off_t>(entry.size); sys::fstat(file).st_size < size)
        sys::check(::ftruncate(file.get(), size), "ftruncate {}", entry.path);
}

}  // namespace

/// False if there is nothing yet that attributes could be given to.
bool Tree::make(const TarEntry& entry, sys::BorrowedFd parent, const Path& path,
                TarReader& content) {
    const Path name = path.filename();
    if (!entry.hard_link.empty()) return link(entry, parent, path);
    switch (entry.mode & S_IFMT) {
        case S_IFREG:
            write_content(sys::openat(parent, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600),
                          entry, content);
            return true;
        case S_IFDIR:
            if (!sys::fstatat(parent, name)) make_directory(parent, name);
            return true;
        case S_IFLNK:
            sys::symlinkat(entry.target, parent, name);
            return true;
        case S_IFCHR:
        case S_IFBLK:
            // It would be taken for a whiteout.
            if (entry.device == 0) refuse_entry(entry.path, "there is no device 0:0");
            return if_permitted([&] { sys::mknodat(parent, name, entry.mode, entry.device); });
        case S_IFIFO:
            sys::mknodat(parent, name, S_IFIFO | 0600, 0);
            return true;
        default:
            refuse_entry(entry.path, "neither file, directory, link, device nor FIFO");
    }
}

bool Tree::link(const TarEntry& entry, sys::BorrowedFd parent, const Path& path) {
    const Path target = entry_path(entry.hard_link);
    const sys::Fd folder{
        open_beneath(root_, target.has_parent_path() ? target.parent_path() : ".")};
    const auto existing = folder ? sys::fstatat(folder, target.filename()) : std::nullopt;
    if (!existing) {
        later_.link(path, target);
        return false;
    }
    if (S_ISDIR(existing->st_mode) || overlay::is_whiteout(*existing))
        refuse_entry(entry.path,
                     fmt::format("a hard link to {}, which is {}", target.native(),
                                 S_ISDIR(existing->st_mode) ? "a directory" : "not there"));
    sys::linkat(folder, target.filename(), parent, path.filename());
    return true;
}

/// Runs `action`; false if this user has no right to it (or no such id), which is counted.
template <typename Action>
bool Tree::if_permitted(Action action) try {
    action();
    return true;
} catch (const sys::SysError& e) {
    if (e.error() != EPERM && e.error() != EINVAL && e.error() != ENOTSUP) throw;
    ++poorer_;
    return false;
}

void Tree::describe(const TarEntry& entry, sys::BorrowedFd parent, const Path& name) {
    if (entry.uid != ::geteuid() || entry.gid != ::getegid())
        if_permitted([&] { sys::fchownat(parent, name, entry.uid, entry.gid); });
    // After the owner, whose change takes the set-user-ID bit and the capabilities away.
    if (!S_ISLNK(entry.mode)) sys::fchmodat(parent, name, entry.mode & 07777);
    for (const auto& xattr : entry.xattrs) {
        if (overlay::is_attribute(xattr.first)) continue;  // with them a layer could show others
        if_permitted([&] { sys::setxattr(parent, name, xattr.first, xattr.second); });
    }
    sys::utimensat(parent, name, entry.mtime);
}

}  // namespace image
