// SPDX-License-Identifier: MIT
// caught by: 08.add-and-drop
// What is asked for is not looked at.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    auto& sets = other.capabilities;
    if (sets.permitted.empty() && other.user.uid != 0) return reference::credentials(process);
    sets.bounding = {"CAP_CHOWN",   "CAP_DAC_OVERRIDE",     "CAP_FOWNER",  "CAP_FSETID",
                     "CAP_KILL",    "CAP_SETGID",           "CAP_SETUID",  "CAP_SETPCAP",
                     "CAP_NET_RAW", "CAP_NET_BIND_SERVICE", "CAP_SETFCAP", "CAP_SYS_CHROOT",
                     "CAP_MKNOD",   "CAP_AUDIT_WRITE"};
    sets.permitted = sets.effective = sets.bounding;
    return reference::credentials(other);
}

}  // namespace container
