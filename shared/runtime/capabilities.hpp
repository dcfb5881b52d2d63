// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"
#include "oci/config.hpp"

#include <string>
#include <vector>

namespace runtime {

/// The sets that the process can really have: those of its config, without what this runtime itself
/// has not, which gets a line in `warnings`, and without ambient ones that are not inheritable as
/// well, which the kernel would refuse. With none in its config, it has all that the runtime has.
container::Capabilities possible_capabilities(const oci::Process& process,
                                              std::vector<std::string>& warnings);

}  // namespace runtime
