// SPDX-License-Identifier: MIT
#include "image/tree.hpp"

#include "container/layers.hpp"
#include "container/overlay/convention.hpp"
#include "image/entry_path.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace image {
namespace {

namespace overlay = container::overlay;

/// The largest images have half as many files in all their layers.
constexpr std::size_t most_entries = 1'000'000;

constexpr auto opaque_marker = ".wh..wh..opq";

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

Tree::Tree(const Path& root) : root_{sys::open(root, O_PATH | O_DIRECTORY)} {
    implied_.emplace_back(".");
}

void Tree::add(const TarEntry& entry, TarReader& content) {
    if (++entries_ > most_entries)
        throw std::runtime_error{
            fmt::format("the layer is a bomb: it has more than {} entries", most_entries)};
    const Path path = entry_path(entry.path);
    if (path == ".") {
        if (!S_ISDIR(entry.mode)) refuse_entry(entry.path, "only a directory can be \"/\"");
        describe(entry, root_, ".");
    } else {
        const auto parent = directory(path.has_parent_path() ? path.parent_path() : ".");
        if (container::layers::whiteout(parent, path.filename())) return;
        clear_way(parent, path, S_ISDIR(entry.mode));
        if (!make(entry, parent, path, content)) return;
        if (entry.hard_link.empty()) describe(entry, parent, path.filename());
    }
    if (!S_ISDIR(entry.mode)) return;
    std::erase(implied_, path);
    times_.emplace_back(path, entry.mtime);
}

/// Removes what an entry before this one made, unless both are directories.
void Tree::clear_way(sys::BorrowedFd parent, const Path& path, bool directory) {
    const auto existing = sys::fstatat(parent, path.filename());
    if (!existing || (directory && S_ISDIR(existing->st_mode))) return;
    if (!S_ISDIR(existing->st_mode)) {
        sys::unlinkat(parent, path.filename());
        if (!directory || !overlay::is_whiteout(*existing)) return;
        make_directory(parent, path.filename());  // hid what is below, and still does
        container::layers::whiteout(sys::Fd{open_beneath(root_, path)}, opaque_marker);
        return;
    }
    const Path through_proc = fmt::format("/proc/self/fd/{}", parent.get());
    std::filesystem::remove_all(through_proc / path.filename());
    const auto below = [&path](const Path& other) {
        return other.native().starts_with(path.native() + "/") || other == path;
    };
    std::erase_if(times_, [&](const auto& time) { return below(time.first); });
    std::erase_if(implied_, below);
    if (below(open_path_)) open_path_.clear();
}

void Tree::make_directory(sys::BorrowedFd parent, const Path& name) {
    sys::mkdirat(parent, name, 0755);
}

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
    const sys::Fd from{::fcntl(parent.get(), F_DUPFD_CLOEXEC, 0)};  // directory() may close parent
    const Path folder = target.has_parent_path() ? target.parent_path() : ".";
    const sys::Fd to{static_cast<int>(open_beneath(root_, folder))};
    if (!to || !sys::fstatat(to, target.filename())) {
        dangling_.emplace_back(path, target);
        return false;
    }
    sys::linkat(to, target.filename(), from, path.filename());
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

sys::BorrowedFd Tree::directory(const Path& path) {
    if (open_ && path == open_path_) return open_;
    int fd = open_beneath(root_, path);
    if (fd == -1) {
        imply(path);
        fd = open_beneath(root_, path);
        if (fd == -1) refuse_entry(path, "its directory cannot be made");
    }
    open_ = sys::Fd{fd};
    open_path_ = path;
    return open_;
}

/// Makes the directories that no entry has been about yet.
void Tree::imply(const Path& path) {
    Path sofar;
    for (const auto& part : path) {
        const sys::Fd parent{open_beneath(root_, sofar.empty() ? "." : sofar)};
        sofar /= part;
        const auto existing = sys::fstatat(parent, part);
        if (existing && !overlay::is_whiteout(*existing)) continue;
        clear_way(parent, sofar, true);
        if (!existing) make_directory(parent, part);
        implied_.push_back(sofar);
    }
}

void Tree::finish() {
    for (auto time = times_.rbegin(); time != times_.rend(); ++time)
        sys::utimensat(root_, time->first, time->second);
}

}  // namespace image
