// SPDX-License-Identifier: MIT
// caught by: 03.hostname
// 63 characters and a NUL, as if the kernel wanted one: the 64th is lost.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Uts shorter = uts;
    shorter.hostname = uts.hostname.substr(0, 63);
    return reference::uts(shorter);
}

}  // namespace container
