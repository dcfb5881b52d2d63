// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "image/pack.hpp"
#include "image/store.hpp"
#include "sys/fd.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace build {

using Path = std::filesystem::path;

/// A directory of the store in which one step works: it is out of the way of all others, and a
/// kill leaves it to the store's next user.
class Bench {
public:
    explicit Bench(const image::Store& store);
    Bench(const Bench&) = delete;
    ~Bench();
    const Path& path() const { return path_; }
    Path changes() const { return path_ / "changes"; }

private:
    Path path_;
};

/// From now on, what this process mounts is seen by itself and its containers alone, and ends with
/// them. To be called before the first mount of a stage: who mounts nothing need not wait for it.
void hide_mounts();

/// The directories of the draft's layers, the lowest first; at least one.
std::vector<Path> directories(const image::Store& store, const image::Image& draft);

/// The files of some layers, mounted by chapter 07's layer: what is changed goes to a bench alone.
class Worktree {
public:
    Worktree(const image::Store& store, const std::vector<Path>& lower);
    Worktree(const Worktree&) = delete;
    ~Worktree();

    const Path& path() const { return box_.rootfs.path(); }  ///< As the host sees it.
    sys::BorrowedFd root() const { return root_; }
    /// Makes a layer of the changes, and ends the mount.
    std::optional<image::Packed> finish(const image::Image& draft);

private:
    void unmount();

    const image::Store& store_;
    Bench bench_;
    container::Layer overlay_;
    container::Context box_;
    sys::Fd root_;
};

/// Makes of what chapter 07's layer has at `changes` a layer of the store, on top of the draft's.
/// Nobody writes there any more. Nothing if there is no change.
std::optional<image::Packed> take_changes(const image::Store& store, const image::Image& draft,
                                          const Path& changes);

}  // namespace build
