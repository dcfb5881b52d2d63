// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

#include <set>
#include <string>
#include <vector>

/// Sets of capabilities, by their names in capabilities(7): "CAP_CHOWN".
namespace container::users {

using CapabilityNames = std::set<std::string>;

/// What a program of root's needs that installs packages and serves, and no more: docker's.
const CapabilityNames& usual_capabilities();
/// Every one that the running kernel has.
CapabilityNames known_capabilities();
/// Those that our own bounding set has: more, nobody can get from us.
CapabilityNames own_capabilities();

/// As the kernel counts them, CAP_* in capabilities(7). Throws if there is none of a name.
std::vector<int> numbers(const std::vector<std::string>& names);

/// The five sets of a program that may have `names`. Root has them all; another user has only
/// `kept`, and those stay his when he executes a program (ambient). What is not ours is left out.
Capabilities capability_sets(const CapabilityNames& names, const CapabilityNames& kept,
                             bool is_root);

}  // namespace container::users
