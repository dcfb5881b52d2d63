// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/place.hpp"
#include "seccomp/profile.hpp"

/// The parts of a profile. What they throw names the place in the JSON first.
namespace seccomp {

/// What an action's members are called.
struct ActionKeys {
    std::string_view action, number, name;
};

/// An action with its number, of which the file may say the name: "ENOSYS", as podman's does.
Action parse_action(const Place& object, const ActionKeys& keys);

/// One of `syscalls`.
Entry parse_entry(const Place& object);

std::string parse_architecture(const Place& name);
std::string parse_flag(const Place& name);

}  // namespace seccomp
