// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/ignore.hpp"
#include "sys/fd.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace build {

using Path = std::filesystem::path;

/// What COPY copies from: the build context, or the files of a stage or an image. Its symlinks lead
/// nowhere else, openat2(2), RESOLVE_IN_ROOT.
class SourceTree {
public:
    /// `ignored` are paths that nobody is to see.
    SourceTree(sys::BorrowedFd root, const containerfile::IgnorePatterns& ignored)
        : root_{root}, ignored_{ignored} {}

    /// The paths that a source of COPY means: itself, or what its pattern matches, sorted. Throws
    /// if there is no such file, and no pattern that may match none.
    std::vector<std::string> match(const std::string& source) const;

    /// One file to copy.
    struct Entry {
        std::string path;   ///< In the tree.
        std::string below;  ///< From the source on; empty for itself.
        struct stat info = {};
    };
    /// The file at `path`, be there a symlink on the way; for a directory all that is in it, too,
    /// each before what is in it.
    void walk(const std::string& path, const containerfile::IgnorePatterns& excluded,
              const std::function<void(const Entry&)>& visit) const;

    /// Opens one, O_NOFOLLOW except for the directories on the way.
    sys::Fd open(const Entry& entry, int flags) const;

private:
    void walk_below(const Entry& directory, const containerfile::IgnorePatterns& excluded,
                    const std::function<void(const Entry&)>& visit) const;
    void match_below(const std::string& directory, std::vector<std::string> rest,
                     std::vector<std::string>& found) const;

    sys::BorrowedFd root_;
    const containerfile::IgnorePatterns& ignored_;
};

}  // namespace build
