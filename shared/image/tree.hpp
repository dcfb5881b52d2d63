// SPDX-License-Identifier: MIT
#pragma once

#include "image/later.hpp"
#include "image/tar_reader.hpp"
#include "sys/fd.hpp"

#include <ctime>
#include <filesystem>
#include <string>

namespace image {

using Path = std::filesystem::path;

/// A directory that a layer is unpacked into, entry by entry. Nothing an entry says leads out of
/// it, not even through symlinks that entries before it made: openat2(2), RESOLVE_BENEATH. Where
/// several entries have one name, the last wins. Throws at what has no good meaning.
class Tree {
public:
    explicit Tree(const Path& root);

    /// Makes what the entry says; `content` gives what is in a file.
    void add(const TarEntry& entry, TarReader& content);
    /// Sets what later entries would have changed: the directories' times.
    void finish();

    /// What is to be done when the layers below are known: its directories' times are set.
    Later& later() noexcept { return later_; }
    /// So many entries lack their owner, device or attributes, since this user may not set them.
    std::size_t poorer() const noexcept { return poorer_; }

private:
    sys::BorrowedFd directory(const Path& path);
    sys::Fd imply(const Path& path);
    void forget(const Path& path);
    void clear_way(sys::BorrowedFd parent, const Path& path, bool directory);
    bool make(const TarEntry& entry, sys::BorrowedFd parent, const Path& path, TarReader& content);
    void make_directory(sys::BorrowedFd parent, const Path& name);
    bool link(const TarEntry& entry, sys::BorrowedFd parent, const Path& path);
    void describe(const TarEntry& entry, sys::BorrowedFd parent, const Path& name);
    template <typename Action>
    bool if_permitted(Action action);

    sys::Fd root_;
    Path open_path_;  ///< Of open_: entries of one directory mostly come together.
    sys::Fd open_;
    Later later_;
    std::size_t poorer_ = 0;
    std::size_t entries_ = 0;
};

}  // namespace image
