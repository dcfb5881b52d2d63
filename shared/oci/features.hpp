// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace oci {

/// What of the runtime specification is here: features.md and features-linux.md there. It is taken
/// from the tables that a config.json is read with.
std::string features();

}  // namespace oci
