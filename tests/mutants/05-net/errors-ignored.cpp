// SPDX-License-Identifier: MIT
// caught by: contract.faults
// Nobody looks at what the kernel answers.
#include "reference.hpp"
#include "sys/error.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge) return layer;
    layer.attach = [attach = layer.attach](Context& box, pid_t init) {
        try {
            attach(box, init);
        } catch (const sys::SysError&) {
        }
    };
    layer.build = [build = layer.build](Context& box) {
        try {
            build(box);
        } catch (const sys::SysError&) {
        }
    };
    return layer;
}

}  // namespace container
