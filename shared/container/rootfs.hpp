// SPDX-License-Identifier: MIT
#pragma once

#include "container/journal.hpp"
#include "sys/fd.hpp"

#include <filesystem>

namespace container {

using Path = std::filesystem::path;

/// A container's hold on the directory that becomes its "/".
///
/// The directory is given back as it was found: a mount point that it lacked is made, noted in the
/// directory's Journal, and removed when the last container using the directory is gone, or by the
/// next one if that last one was killed. A lock on the directory, flock(2), counts the users. All
/// of this runs on the host, or inside before the root has changed.
class Rootfs {
public:
    Rootfs() = default;
    /// Resolves `path`, waits for a sweep that may be going on, and becomes a user.
    explicit Rootfs(const Path& path);
    Rootfs(Rootfs&& other) noexcept { swap(other); }
    Rootfs& operator=(Rootfs&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Rootfs();

    /// Absolute and free of symlinks; empty if there is none.
    const Path& path() const noexcept { return path_; }

    /// The mount points that are made stay, as other OCI runtimes leave them: whoever makes the
    /// container is not there when it ends.
    void keep_mountpoints() noexcept {
        lock_.reset();
        journal_ = {};
    }

    /// Becomes the only user, or throws: without a mount namespace, what one container mounts
    /// here all others see. Also unmounts a /proc that a killed run left behind.
    void use_alone();

    /// Opens `destination` (O_PATH) with every symlink and ".." taken as the container would, so
    /// that none leads out: openat2(2), RESOLVE_IN_ROOT. What is missing is made: directories,
    /// and at the end an empty file if `directory` is false.
    sys::Fd mountpoint(const Path& destination, bool directory = true) const;

    /// Unmounts what is mounted at `destination`, if anything is. Runs on the host.
    void unmount(const Path& destination) const;

    /// Runs on the host, for a child in a user namespace: see Journal::open(). Returns its file.
    Path open_journal() {
        journal_.open();
        return journal_.file();
    }
    /// Runs in the child: the hold is the host's, and a descriptor of a host directory has no
    /// business in a container (CVE-2024-21626).
    void leave_to_host() noexcept { lock_.reset(); }

private:
    void swap(Rootfs& other) noexcept;
    sys::Fd open_inside(const Path& destination) const;
    void sweep() noexcept;

    Path path_;
    Journal journal_;
    sys::Fd lock_;
};

}  // namespace container
