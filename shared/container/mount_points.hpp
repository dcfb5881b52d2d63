// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"

namespace container {

/// Where a file system cannot map ids (chapter 08), "/" and all that is in it are nobody's inside,
/// and whoever is root there can make nothing, not even what is to be mounted on. So that is made
/// on the host, once "/" is stacked, and "/" itself becomes that root's. Does nothing where ids are
/// mapped. Given, since it isolates nothing.
Layer mount_points(const Spec& spec);

}  // namespace container
