// SPDX-License-Identifier: MIT
#include "runtime/filesystem/place.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <linux/limits.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <array>
#include <stdexcept>

namespace runtime {
namespace {

/// The target of a symlink; nothing if it is none.
std::optional<Path> link_at(sys::BorrowedFd directory, const Path& name) {
    std::array<char, PATH_MAX> target;
    const auto size = ::readlinkat(directory.get(), name.c_str(), target.data(), target.size());
    if (size == -1) return std::nullopt;
    return Path{std::string{target.data(), static_cast<std::size_t>(size)}};
}

void make(sys::BorrowedFd parent, const Path& name, Kind kind) try {
    if (kind == Kind::directory)
        sys::mkdirat(parent, name, 0755);
    else
        sys::openat(parent, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0644);
} catch (const sys::SysError& e) {
    if (e.error() != EEXIST) throw;  // somebody else was faster
}

/// Makes the first part of `path` that is missing, or says which path it is that a symlink on the
/// way means.
Path make_next(sys::BorrowedFd root, const Path& path, Kind kind) {
    Path parent;
    for (auto part = path.begin(); part != path.end(); parent /= *part++) {
        if (find_in(root, parent / *part)) continue;
        const auto directory = find_in(root, parent.empty() ? "." : parent);
        if (!directory) return path;  // it was there just now
        Path rest;
        for (auto later = std::next(part); later != path.end(); ++later) rest /= *later;
        if (const auto target = link_at(*directory, *part))
            return (target->is_absolute() ? target->relative_path() : parent / *target) / rest;
        make(*directory, *part, rest.empty() ? kind : Kind::directory);
    }
    return path;
}

}  // namespace

std::optional<sys::Fd> find_in(sys::BorrowedFd root, const Path& path, std::uint64_t resolve) {
    const auto relative = path.relative_path();
    const sys::trace::Call call{"openat2", relative.native()};
    open_how how{};
    how.flags = O_PATH | O_CLOEXEC;
    how.resolve = RESOLVE_IN_ROOT | resolve;
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const auto fd = ::syscall(SYS_openat2, root.get(),
                                  relative.empty() ? "." : relative.c_str(), &how, sizeof how);
        if (fd != -1) return sys::Fd{static_cast<int>(fd)};
        if (errno == ENOENT) return std::nullopt;
        // Somewhere on the machine something was renamed, so that ".." cannot be trusted now.
        if (errno != EAGAIN) sys::check(-1, "openat2 {}", path.native());
    }
    throw std::runtime_error{path.native() + ": is renamed all the time"};
}

sys::Fd place_in(sys::BorrowedFd root, const Path& path, Kind kind) {
    Path sought = path.relative_path();
    if (!sought.empty() && sought.filename().empty()) sought = sought.parent_path();  // "a/"
    constexpr int most = 40;  // as many symlinks as the kernel follows, path_resolution(7)
    for (int attempt = 0; attempt < most; ++attempt) {
        if (auto there = find_in(root, sought)) return std::move(*there);
        sought = make_next(root, sought, kind);
    }
    throw std::runtime_error{path.native() + ": has too many symlinks, or is not left alone"};
}

sys::Fd plain_place_in(sys::BorrowedFd root, const Path& path) try {
    if (auto there = find_in(root, path, RESOLVE_NO_SYMLINKS)) {
        if (S_ISDIR(sys::fstat(*there).st_mode)) return std::move(*there);
        throw std::runtime_error{path.native() + ": is no directory"};
    }
    const auto made = place_in(root, path, Kind::directory);
    auto there = find_in(root, path, RESOLVE_NO_SYMLINKS);
    if (!there) throw std::runtime_error{path.native() + ": is not left alone"};
    return std::move(*there);
} catch (const sys::SysError& e) {
    if (e.error() != ELOOP) throw;
    throw std::runtime_error{path.native() +
                             ": has a symlink on the way; a file system that others "
                             "rely on must be where it says"};
}

std::uint64_t mount_id(sys::BorrowedFd file) {
    struct statx info {};
    sys::check(::statx(file.get(), "", AT_EMPTY_PATH, STATX_MNT_ID, &info), "statx");
    return info.stx_mnt_id;
}

}  // namespace runtime
