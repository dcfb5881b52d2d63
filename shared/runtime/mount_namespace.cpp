// SPDX-License-Identifier: MIT
//
// A container whose mount namespace is not a new one, but the runtime's or that of others. It has a
// "/" all the same, and mounts in it, and those are not for the others: they are made in a
// namespace as always. What the process then takes along is a copy of that tree, which hangs
// nowhere. It is there as long as it is somebody's "/", and nobody has to take it apart.
#include "runtime/more.hpp"
#include "runtime/namespaces.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

#include <memory>

namespace runtime {

container::Layer mount_namespace(const oci::Config& config) {
    container::Layer layer{"mount-namespace"};
    if (new_namespaces(config) & CLONE_NEWNS) return layer;
    Path path = "/proc/self/ns/mnt";
    for (const auto& one : config.namespaces)
        if (one.flag == CLONE_NEWNS) path = one.path;
    const auto others = std::make_shared<sys::Fd>();

    layer.prepare = [path, others](container::Context&) { *others = sys::open(path, O_RDONLY); };
    layer.attach = [others](container::Context&, pid_t) { others->reset(); };
    layer.inside = [others](container::Context&) {
        const auto tree = sys::open_tree(Path{"/"}, AT_RECURSIVE);
        sys::setns(*others, CLONE_NEWNS);  // "/" is theirs then
        others->reset();
        sys::fchdir(tree);
        sys::chroot(".");
    };
    return layer;
}

}  // namespace runtime
