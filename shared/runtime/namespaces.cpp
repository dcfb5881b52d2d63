// SPDX-License-Identifier: MIT
#include "runtime/namespaces.hpp"

#include "sys/file.hpp"
#include "sys/names.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

#include <memory>
#include <utility>
#include <vector>

namespace runtime {
namespace {

using container::Context;

struct Joined {
    std::uint64_t kind = 0;  ///< CLONE_NEW*
    sys::Fd place;
};

/// A time namespace and one of mounts have layers of their own.
std::vector<Joined> open_all(const oci::Config& config) {
    std::vector<Joined> all;
    for (const auto& one : config.namespaces) {
        if (one.path.empty() || one.flag == CLONE_NEWTIME || one.flag == CLONE_NEWNS) continue;
        all.push_back({one.flag, sys::open(one.path, O_RDONLY)});
    }
    return all;
}

}  // namespace

std::uint64_t new_namespaces(const oci::Config& config) {
    std::uint64_t flags = 0;
    for (const auto& one : config.namespaces)
        if (one.path.empty()) flags |= one.flag;
    return flags;
}

container::Layers within(container::Layers layers, const oci::Config& config) {
    // Mounts are made in a new one, whether the container stays there or not: mount_namespace.
    const auto fresh = new_namespaces(config) | CLONE_NEWNS;
    for (auto& layer : layers) {
        const auto own = std::exchange(layer.namespaces, layer.namespaces & fresh);
        if (own != 0 && layer.namespaces == 0)
            layer = container::Layer{layer.name};
        else if ((own & CLONE_NEWUTS) && !(fresh & CLONE_NEWUTS))
            layer.inside = {};  // the name of whose namespace it is
    }
    return layers;
}

container::Layer join(const oci::Config& config) {
    container::Layer layer{"namespaces"};
    const auto all = std::make_shared<std::vector<Joined>>();
    const auto own_pid = std::make_shared<sys::Fd>();

    layer.prepare = [=](Context& box) {
        *all = open_all(config);
        for (auto& one : *all) {
            if (one.kind == CLONE_NEWUSER) box.user_namespace = std::move(one.place);
            if (one.kind != CLONE_NEWPID) continue;
            *own_pid = sys::open("/proc/self/ns/pid", O_RDONLY);
            sys::setns(one.place, CLONE_NEWPID);  // which is for children: pid_namespaces(7)
        }
    };

    layer.attach = [=](Context&, pid_t) {
        if (*own_pid) sys::setns(*own_pid, CLONE_NEWPID);
        all->clear();
    };

    layer.build = [=](Context&) {
        for (const auto& one : *all) {
            if (one.kind == CLONE_NEWPID || one.kind == CLONE_NEWUSER) continue;
            sys::setns(one.place, static_cast<int>(one.kind));
            if (one.kind == CLONE_NEWUTS && config.hostname) sys::sethostname(*config.hostname);
        }
        all->clear();
    };

    return layer;
}

}  // namespace runtime
