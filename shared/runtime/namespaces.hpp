// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "oci/config.hpp"

#include <cstdint>

/// `linux.namespaces`: which of its namespaces a container has for itself, which belong to others
/// and are entered, and which stay those of the runtime. config-linux.md, "Namespaces".
namespace runtime {

/// The CLONE_NEW* flags of those that are made.
std::uint64_t new_namespaces(const oci::Config& config);

/// The layers as they are where not every namespace is new: what a layer does in one that is
/// somebody else's would be done to others, and is left out.
container::Layers within(container::Layers layers, const oci::Config& config);

/// Enters the namespaces that are there already, before all other layers do anything inside.
container::Layer join(const oci::Config& config);

}  // namespace runtime
