// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace container::overlay {

using Path = std::filesystem::path;

/// Where things are in the directory that chapter 07's layer has to itself, `Overlay::changes`.
/// `diff` and `commit` look at `upper`, and at `merged` while the container runs.
struct Directories {
    explicit Directories(const Path& changes)
        : upper{changes / "upper"}, work{changes / "work"}, merged{changes / "merged"} {}
    Path upper;   ///< What was written, and what was removed.
    Path work;    ///< overlay's own; on the filesystem of `upper`.
    Path merged;  ///< Where it is mounted.
};

}  // namespace container::overlay
