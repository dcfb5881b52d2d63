// SPDX-License-Identifier: MIT
// caught by: 03.long-name
// A name that is too long is cut to what the kernel takes: it is another name, and nobody says so.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Uts shorter = uts;
    shorter.hostname = uts.hostname.substr(0, 64);
    return reference::uts(shorter);
}

}  // namespace container
