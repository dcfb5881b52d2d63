// SPDX-License-Identifier: MIT
// caught by: 08.ulimit
// The soft limit is set, the hard one stays: and so anybody may raise it again.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    for (auto& limit : other.rlimits) {
        rlimit now{};
        ::getrlimit(static_cast<__rlimit_resource>(limit.type), &now);
        limit.hard = now.rlim_max;
    }
    return reference::credentials(other);
}

}  // namespace container
