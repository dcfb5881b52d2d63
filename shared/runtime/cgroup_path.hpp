// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"

#include <string>

namespace runtime {

/// Where the container `id` is to have its cgroup: `linux.cgroupsPath`, in its shortest form; or
/// chapter11-ID. Throws for what is no path.
std::string cgroup_path(const oci::Config& config, const std::string& id);

}  // namespace runtime
