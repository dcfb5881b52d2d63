// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/layer.hpp"
#include "oci/config.hpp"

#include <string>
#include <vector>

/// `linux.resources`: how much of the machine a container gets. Chapter 06 has the part of it that
/// its command line knows; a config.json can say all that there is, with rules of its own.
namespace runtime {

/// The beginning of the places of a config's.
constexpr auto resources_of_config = "config.json: linux.resources.";

/// What no cgroup of this machine can be told, and callers ask for all the same: a line each, that
/// begins with `where`.
void warn_of_ignored(const oci::Resources& resources, const std::string& where,
                     std::vector<std::string>& warnings);

/// Gives the group these limits, and leaves alone what they do not name. Throws what the kernel
/// does not take, or has no file for, with the field's place, which begins with `where`; then all
/// limits are what they were.
void limit(const container::cgroup::Group& group, const oci::Resources& resources,
           const std::string& where);

/// All of it for a new container, and which devices it may use. After the layer that makes its
/// group.
container::Layer resources(const oci::Config& config);

}  // namespace runtime
