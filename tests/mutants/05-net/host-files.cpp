// SPDX-License-Identifier: MIT
// caught by: 05.host-files
// With the host's network go the host's files, by a mount that leads right to them.
#include "reference.hpp"
#include "sys/mount.hpp"

#include <string>

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::host) return layer;
    layer.build = [](Context& box) {
        for (const std::string file : {"/etc/hosts", "/etc/hostname", "/etc/resolv.conf"})
            sys::move_mount(sys::open_tree(file, 0), box.rootfs.mountpoint(file, false));
    };
    return layer;
}

}  // namespace container
