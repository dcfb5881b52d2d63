// SPDX-License-Identifier: MIT
// caught by: 08.setuid-program
// "/" is mounted nosuid as well, and so no-new-privileges=false changes nothing.
#include "reference.hpp"
#include "sys/error.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.inside = [inside = layer.inside](Context& box) {
        inside(box);
        mount_attr attributes{};
        attributes.attr_set = MOUNT_ATTR_NOSUID;
        sys::check(::syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &attributes, sizeof attributes),
                   "mount_setattr /");
    };
    return layer;
}

}  // namespace container
