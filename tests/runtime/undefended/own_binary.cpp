// SPDX-License-Identifier: MIT
//
// What the runtime would be without its defence, for the check of that defence.
#include "runtime/own_binary.hpp"

namespace runtime {

void protect_own_binary(char* /*argv*/[]) {}

}  // namespace runtime
