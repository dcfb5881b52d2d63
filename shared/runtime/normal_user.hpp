// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"

namespace runtime {

/// For a user without rights: goes over into a user namespace whose root he is. The ids of the host
/// that the config names are those of the namespace he comes from; from then on, they are those of
/// the new one. Throws if he has not been given one of them. Does nothing for root.
void become_root(oci::Config& config);

}  // namespace runtime
