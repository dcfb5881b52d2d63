// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "sys/fd.hpp"

namespace runtime {

/// Fills /dev with what runtime-spec config-linux.md, "Default Devices" and "Dev symbolic links"
/// want to be there, and makes `linux.devices` wherever they are to be. A /dev that is bound is its
/// owner's, and left as it is. Runs when all is mounted.
void make_devices(const oci::Config& config, sys::BorrowedFd root);

}  // namespace runtime
