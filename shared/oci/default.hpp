// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace oci {

/// What `spec` writes: a shell in a container like those that people know, or, if `rootless`, one
/// that a user without rights can have. Ids are the caller's.
std::string default_config(bool rootless);

}  // namespace oci
