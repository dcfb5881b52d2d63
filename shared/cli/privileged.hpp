// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace cli {

/// What --privileged means for the file system and the devices of a container; says on stderr what
/// all of --privileged lifts.
void lift_restrictions(container::Spec& spec);

}  // namespace cli
