// SPDX-License-Identifier: MIT
#pragma once

#include "build/source_tree.hpp"
#include "container/spec.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace build {

/// Writes what COPY and ADD copy, below the "/" of an image: no symlink in there leads out of it,
/// openat2(2), RESOLVE_IN_ROOT.
class Copier {
public:
    struct Looks {
        std::optional<container::User> owner = container::User{};  ///< Nothing: as it is.
        std::optional<mode_t> mode = {};                           ///< --chmod.
    };
    Copier(sys::BorrowedFd root, Looks looks) : root_{root}, looks_{std::move(looks)} {}

    bool is_directory(const std::string& path) const;
    /// The directory, which is made if it is not there, and those that it is in.
    sys::Fd directory(const std::string& path) const;
    /// `to` becomes what the entry is. What is there already is replaced, but a directory by a
    /// directory only: they become one. Files of several names stay so.
    void copy(const SourceTree& tree, const SourceTree::Entry& entry, const std::string& to);
    /// `to` becomes a file of that content.
    void write(const std::string& content, const std::string& to) const;

private:
    bool link(const struct stat& info, sys::BorrowedFd parent, const std::string& to);
    void describe(sys::BorrowedFd parent, const Path& name, const struct stat& like) const;
    void clear_way(sys::BorrowedFd parent, const Path& name, const std::string& to) const;

    sys::BorrowedFd root_;
    Looks looks_;
    std::map<std::pair<dev_t, ino_t>, std::string> first_names_;  ///< Of files with several.
};

}  // namespace build
