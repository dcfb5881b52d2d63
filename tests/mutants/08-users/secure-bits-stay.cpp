// SPDX-License-Identifier: MIT
// caught by: 08.securebits
// The caller's secure bits stay as they are.
#include "reference.hpp"

#include <sys/prctl.h>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.seal = [seal = layer.seal](Context& box) {
        const int bits = ::prctl(PR_GET_SECUREBITS);
        seal(box);
        if (bits != 0) ::prctl(PR_SET_SECUREBITS, bits);
    };
    return layer;
}

}  // namespace container
