// SPDX-License-Identifier: MIT
#include "runtime/more.hpp"
#include "sys/file.hpp"

namespace runtime {

container::Layer kernel_parameters(const oci::Config& config) {
    container::Layer layer{"sysctl"};
    if (config.sysctl.empty()) return layer;
    // Through the host's /proc, which shows each process what its own namespaces have: the
    // container's may be whatever an image made of it.
    layer.build = [sysctl = config.sysctl](container::Context&) {
        for (const auto& [name, value] : sysctl) sys::write_file("/proc/sys" / name, value);
    };
    return layer;
}

}  // namespace runtime
