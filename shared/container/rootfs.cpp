// SPDX-License-Identifier: MIT
#include "container/rootfs.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/file.h>
#include <sys/statfs.h>
#include <sys/syscall.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <thread>

namespace container {
namespace {

namespace fs = std::filesystem;
using sys::Fd;

bool try_lock(const Fd& file, int operation) {
    try {
        sys::flock(file, operation | LOCK_NB);
        return true;
    } catch (const sys::SysError& e) {
        if (e.error() == EWOULDBLOCK) return false;  // somebody else has it
        throw;
    }
}

/// A sweep holds the exclusive lock for microseconds, a container that wants the directory for
/// itself (chapters 02 and 03) for as long as it runs.
void lock_shared(const Fd& file, const Path& path) {
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 1s;
    while (!try_lock(file, LOCK_SH)) {
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{
                fmt::format("{} is in use by a container that has it for itself, as those of "
                            "chapters 02 and 03 do: wait for it to end, or copy the directory",
                            path.native())};
        std::this_thread::sleep_for(5ms);
    }
}

std::uint64_t mount_id(sys::BorrowedFd file) {
    struct statx info {};
    sys::check(::statx(file.get(), "", AT_EMPTY_PATH, STATX_MNT_ID, &info), "statx");
    return info.stx_mnt_id;
}

Path path_of(sys::BorrowedFd file) {
    return fmt::format("/proc/self/fd/{}", file.get());
}

/// What is at `path`, seen from inside; nothing if nothing is. That is no exception: a new /dev has
/// neither pts nor shm.
std::optional<Fd> find(const Fd& root, const Path& path) {
    open_how how{O_PATH | O_CLOEXEC, 0, RESOLVE_IN_ROOT};
    const auto fd = ::syscall(SYS_openat2, root.get(), path.c_str(), &how, sizeof how);
    if (fd == -1 && errno == ENOENT) return std::nullopt;
    return Fd{static_cast<int>(sys::check(fd, "openat2 {}", path.native()))};
}

/// The /proc of a container: one in which we do not exist, proc(5).
bool is_containers_proc(const Path& path) {
    struct statfs info {};
    if (::statfs(path.c_str(), &info) == -1 || info.f_type != PROC_SUPER_MAGIC) return false;
    std::error_code missing;
    return fs::read_symlink(path / "self", missing).empty();
}

}  // namespace

Rootfs::Rootfs(const Path& path) : path_{sys::realpath(path)} {
    lock_ = sys::open(path_, O_RDONLY | O_DIRECTORY);
    journal_ = Journal{lock_};
    sweep();  // what a run that was killed left behind
    lock_shared(lock_, path_);
}

Rootfs::~Rootfs() {
    if (lock_) sweep();
}

void Rootfs::use_alone() {
    if (!try_lock(lock_, LOCK_EX))
        throw std::runtime_error{fmt::format(
            "{} is in use by another container, and without a mount namespace (chapter 04) both "
            "would see each other's mounts: wait for it to end, or copy the directory",
            path_.native())};
    if (!fs::is_directory(path_ / "proc")) return;
    while (is_containers_proc(path_of(open_inside("/proc")))) unmount("/proc");
}

sys::Fd Rootfs::open_inside(const Path& destination) const {
    const Fd root = sys::open(path_, O_PATH | O_DIRECTORY);
    return sys::openat2(root, destination.relative_path(), O_PATH, RESOLVE_IN_ROOT);
}

sys::Fd Rootfs::mountpoint(const Path& destination, bool directory) const {
    const Fd root = sys::open(path_, O_PATH | O_DIRECTORY);
    const Path relative = destination.relative_path().lexically_normal();
    if (auto existing = find(root, relative)) return std::move(*existing);
    Fd at = sys::open(path_, O_PATH | O_DIRECTORY);
    Path sofar;
    for (auto part = relative.begin(); part != relative.end(); ++part) {
        if (part->empty()) continue;  // what a trailing slash leaves
        sofar /= *part;
        if (auto existing = find(root, sofar)) {
            at = std::move(*existing);
            continue;
        }
        if (mount_id(at) == mount_id(root)) {
            const Path parent = fs::read_symlink(path_of(at));
            journal_.note((parent.lexically_relative(path_) / *part).lexically_normal());
        }
        const bool last = std::next(part) == relative.end() || std::next(part)->empty();
        if (last && !directory)
            sys::openat(at, *part, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0644);
        else if (::mkdirat(at.get(), part->c_str(), 0755) == -1 && errno != EEXIST)
            sys::check(-1, "mkdir {} in {}", sofar.native(), path_.native());
        at = sys::openat2(root, sofar, O_PATH, RESOLVE_IN_ROOT);
    }
    return at;
}

void Rootfs::unmount(const Path& destination) const try {
    // By descriptor: by name, a symlink in the rootfs could lead to a mount of the host.
    sys::umount2(path_of(open_inside(destination)), MNT_DETACH);
} catch (const sys::SysError& e) {
    // There is no such place, or nothing is mounted on it.
    if (e.error() != ENOENT && e.error() != EINVAL) throw;
}

void Rootfs::swap(Rootfs& other) noexcept {
    path_.swap(other.path_);
    std::swap(journal_, other.journal_);
    std::swap(lock_, other.lock_);
}

/// Only when nobody else uses the directory. Never throws: it also runs while unwinding.
void Rootfs::sweep() noexcept try {
    // A failed change of the lock loses it, flock(2): of several who leave, the last one wins.
    if (try_lock(lock_, LOCK_EX)) journal_.undo(lock_);
} catch (const std::exception& e) {
    std::fputs(fmt::format("cannot sweep {}: {}\n", path_.native(), e.what()).c_str(), stderr);
}

}  // namespace container
