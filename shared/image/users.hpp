// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace image {

/// The users and groups that an image knows: its /etc/passwd and /etc/group, passwd(5), group(5).
class Users {
public:
    /// Of the files in these layers, the lowest first.
    explicit Users(const std::vector<std::filesystem::path>& directories);

    struct Found {
        container::User user;
        std::string home;
    };
    /// Whom "USER[:GROUP]" means: names or numbers; empty is root. Without a group: the user's own,
    /// and all that he is a member of. Throws if the image does not know a name.
    Found find(const std::string& text) const;
    /// The same for --chown: without a group, the group of the user's own number.
    container::User owner(const std::string& text) const;
    /// Which group that is: a name or a number. Throws if the image does not know the name.
    gid_t group(const std::string& text) const;

private:
    using Lines = std::vector<std::vector<std::string>>;
    Lines users_, groups_;
};

}  // namespace image
