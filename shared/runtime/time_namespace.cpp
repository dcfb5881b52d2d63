// SPDX-License-Identifier: MIT
#include "runtime/more.hpp"
#include "runtime/namespaces.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <memory>

namespace runtime {
namespace {

Path place_of(const oci::Config& config) {
    for (const auto& one : config.namespaces)
        if (one.flag == CLONE_NEWTIME) return one.path;
    return {};
}

/// For our children. Where its clocks are can be said until the first of them is in it.
void make(const oci::Config& config) {
    sys::unshare(CLONE_NEWTIME);
    std::string lines;
    for (const auto& [clock, offset] : config.time_offsets)
        lines += fmt::format("{} {} {}\n", clock, offset.secs, offset.nanosecs);
    if (!lines.empty()) sys::write_file("/proc/self/timens_offsets", lines);
}

}  // namespace

container::Layer time_namespace(const oci::Config& config) {
    container::Layer layer{"time"};
    const auto place = place_of(config);
    const bool fresh = (new_namespaces(config) & CLONE_NEWTIME) != 0;
    if (!fresh && place.empty()) return layer;
    const auto own = std::make_shared<sys::Fd>();
    layer.prepare = [=](container::Context&) {
        *own = sys::open("/proc/self/ns/time", O_RDONLY);
        if (fresh)
            make(config);
        else
            sys::setns(sys::open(place, O_RDONLY), CLONE_NEWTIME);
    };
    // The next child of ours, a hook, is the host's again.
    layer.attach = [own](container::Context&, pid_t) {
        sys::setns(*own, CLONE_NEWTIME);
        own->reset();
    };
    return layer;
}

}  // namespace runtime
