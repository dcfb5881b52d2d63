// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace container {

/// What every container's file system has unless asked otherwise: the mounts, devices, masked and
/// read-only paths that docker and the OCI runtime specification agree on (config-linux.md,
/// "Default Filesystems" and "Default Devices"). /proc is chapter 02's.
Filesystem default_filesystem();

/// Which devices every container may use, docker's list: it may make a node of any, and open
/// those of default_filesystem(), the console and terminals of its own.
std::vector<DeviceRule> default_device_rules();

}  // namespace container
