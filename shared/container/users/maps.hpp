// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

#include <optional>
#include <string>
#include <vector>

/// Ids inside and outside of a user namespace.
namespace container::users {

using Mappings = std::vector<IdMapping>;

/// As /proc/PID/uid_map takes them: a line each.
std::string text(const Mappings& mappings);
/// What such a file says.
Mappings parse(const std::string& text);

/// The id outside of one inside, and the other way round; nothing if it is not mapped.
std::optional<std::uint32_t> outside(const Mappings& mappings, std::uint32_t inside);
std::optional<std::uint32_t> inside(const Mappings& mappings, std::uint32_t outside);

/// Whom the layers act as, inside: root, or for want of that the first id there is.
std::uint32_t root_of(const Mappings& mappings);

/// The ids that our own user namespace has: all of them on a host.
Mappings own_uids();
Mappings own_gids();

/// Whether we are in the first user namespace, whose root is the machine's: it has every id.
bool is_first_namespace();

/// Whether this process may change its groups: not in the namespace of a user who was given no
/// ids, where those that he has stay, user_namespaces(7), "setgroups".
bool may_set_groups();

}  // namespace container::users
