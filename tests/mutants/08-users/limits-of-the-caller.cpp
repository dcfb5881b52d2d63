// SPDX-License-Identifier: MIT
// caught by: 08.rlimits
// The limits are those of the shell that it was started from.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.rlimits = {};
    return reference::credentials(other);
}

}  // namespace container
