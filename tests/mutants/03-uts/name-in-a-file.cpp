// SPDX-License-Identifier: MIT
// caught by: contract.clean
// The name is written to the rootfs's /etc/hostname as well, where it stays.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    const auto set_names = layer.inside;
    layer.inside = [=](Context& box) {
        set_names(box);
        sys::write_all(sys::open("/etc/hostname", O_CREAT | O_WRONLY | O_TRUNC, 0644),
                       uts.hostname);
    };
    return layer;
}

}  // namespace container
