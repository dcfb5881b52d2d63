// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <vector>

namespace container {

using Path = std::filesystem::path;

/// What containers have made in one directory and must remove again, known even after a kill: a
/// file in state_directory() named after the directory's device and inode, which exists only while
/// there is something in it. Runs on the host, or inside before the root has changed.
class Journal {
public:
    /// One that notes nothing.
    Journal() = default;
    explicit Journal(sys::BorrowedFd directory);

    /// Opens the file now, for a child who will not be able to: inside, its root may be a stranger
    /// to state_directory().
    void open();
    const Path& file() const noexcept { return file_; }

    /// Notes `made`, relative to the directory. To be called before it is made, so that there is
    /// no moment in which a kill would leave it unknown.
    void note(const Path& made) const;

    /// What is noted now.
    std::vector<Path> noted() const;

    /// Removes all that was noted and still is the empty thing that was made. What something is
    /// mounted on stays noted, for the next time.
    void undo(sys::BorrowedFd directory) const;

private:
    Path file_;
    sys::Fd opened_;
};

}  // namespace container
