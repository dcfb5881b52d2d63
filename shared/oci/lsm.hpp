// SPDX-License-Identifier: MIT
#pragma once

namespace oci {

/// Whether the running kernel has it in force.
bool has_apparmor();
bool has_selinux();

}  // namespace oci
