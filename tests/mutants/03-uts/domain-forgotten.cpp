// SPDX-License-Identifier: MIT
// caught by: 03.domainname
// Of the two names only the first is set.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Uts nameless = uts;
    nameless.domainname.clear();
    return reference::uts(nameless);
}

}  // namespace container
