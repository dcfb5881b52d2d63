// SPDX-License-Identifier: MIT
#pragma once

#include "build/source_tree.hpp"
#include "container/spec.hpp"

#include <optional>
#include <string>

namespace build {

/// Writes what COPY and ADD copy, below the "/" of an image: no symlink in there leads out of it,
/// openat2(2), RESOLVE_IN_ROOT.
class Copier {
public:
    struct Looks {
        container::User owner;       ///< Root unless --chown.
        std::optional<mode_t> mode;  ///< --chmod.
    };
    Copier(sys::BorrowedFd root, const Looks& looks) : root_{root}, looks_{looks} {}

    bool is_directory(const std::string& path) const;
    /// The directory, which is made if it is not there, and those that it is in.
    sys::Fd directory(const std::string& path) const;
    /// `to` becomes what the entry is. What is there already is replaced, but a directory by a
    /// directory only: they become one.
    void copy(const SourceTree& tree, const SourceTree::Entry& entry, const std::string& to) const;
    /// `to` becomes a file of that content.
    void write(const std::string& content, const std::string& to) const;

private:
    void describe(sys::BorrowedFd parent, const Path& name, const struct stat& like) const;
    void clear_way(sys::BorrowedFd parent, const Path& name, const std::string& to) const;

    sys::BorrowedFd root_;
    Looks looks_;
};

}  // namespace build
