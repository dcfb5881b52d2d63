// SPDX-License-Identifier: MIT
// caught by: 06.view-readonly
// Root inside lifts its limits with echo.
#include "reference.hpp"
#include "sys/error.hpp"

#include <fcntl.h>
#include <sys/mount.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.inside = [](Context&) {
        mount_attr attributes{};
        attributes.attr_clr = MOUNT_ATTR_RDONLY;
        sys::check(::mount_setattr(AT_FDCWD, "/sys/fs/cgroup", AT_RECURSIVE, &attributes,
                                   sizeof attributes),
                   "mount_setattr");
    };
    return layer;
}

}  // namespace container
