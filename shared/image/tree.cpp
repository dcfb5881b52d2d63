// SPDX-License-Identifier: MIT
#include "image/tree.hpp"

#include "container/layers.hpp"
#include "container/overlay/convention.hpp"
#include "image/entry_path.hpp"
#include "image/remove_tree.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdexcept>

namespace image {
namespace {

namespace overlay = container::overlay;

/// The largest images have half as many files in all their layers.
constexpr std::size_t most_entries = 1'000'000;

constexpr auto opaque_marker = ".wh..wh..opq";

}  // namespace

Tree::Tree(const Path& root) : root_{sys::open(root, O_PATH | O_DIRECTORY)} {
    later_.imply(".");
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
    if (S_ISDIR(entry.mode)) later_.describe(path, entry.mtime);
}

void Tree::forget(const Path& path) {
    later_.forget(path);
    open_path_.clear();  // it may have led through a symlink that was at `path`
}

/// Removes what an entry before this one made, unless both are directories.
void Tree::clear_way(sys::BorrowedFd parent, const Path& path, bool directory) {
    const auto existing = sys::fstatat(parent, path.filename());
    if (existing && directory && S_ISDIR(existing->st_mode)) return;
    if (!later_.links.empty()) later_.links.erase(path);
    if (!existing) return;
    if (S_ISDIR(existing->st_mode) || S_ISLNK(existing->st_mode)) forget(path);
    if (!S_ISDIR(existing->st_mode)) {
        sys::unlinkat(parent, path.filename());
        if (!directory || !overlay::is_whiteout(*existing)) return;
        make_directory(parent, path.filename());  // hid what is below, and still does
        container::layers::whiteout(sys::Fd{open_beneath(root_, path)}, opaque_marker);
        return;
    }
    const Path through_proc = fmt::format("/proc/self/fd/{}", parent.get());
    remove_tree(through_proc / path.filename());
}

void Tree::make_directory(sys::BorrowedFd parent, const Path& name) {
    sys::mkdirat(parent, name, 0755);
}

sys::BorrowedFd Tree::directory(const Path& path) {
    if (open_ && path == open_path_) return open_;
    sys::Fd found{open_beneath(root_, path)};
    open_ = found ? std::move(found) : imply(path);
    open_path_ = path;
    return open_;
}

/// Makes the directories that no entry has been about yet.
sys::Fd Tree::imply(const Path& path) {
    std::string sofar;
    sys::Fd parent{open_beneath(root_, ".")};
    for (const auto& part : path) {
        sofar += (sofar.empty() ? "" : "/") + part.native();
        const auto existing = sys::fstatat(parent, part);
        if (!existing || overlay::is_whiteout(*existing)) {
            clear_way(parent, sofar, true);
            if (!existing) make_directory(parent, part);
            later_.imply(sofar);
        }
        if (existing && S_ISLNK(existing->st_mode)) {
            parent = sys::Fd{open_beneath(root_, sofar)};
        } else {
            const int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
            parent = sys::Fd{::openat(parent.get(), part.c_str(), flags)};
        }
        if (!parent) refuse_entry(path, fmt::format("{} is no directory", sofar));
    }
    return parent;
}

void Tree::finish() {
    for (auto time = later_.times.rbegin(); time != later_.times.rend(); ++time) {
        const Path path = time->first;
        const sys::Fd parent{
            open_beneath(root_, path.has_parent_path() ? path.parent_path() : ".")};
        const auto there = parent ? sys::fstatat(parent, path.filename()) : std::nullopt;
        if (there && S_ISDIR(there->st_mode)) sys::utimensat(parent, path.filename(), time->second);
    }
}

}  // namespace image
