// SPDX-License-Identifier: MIT
// caught by: 06.first
// The container is moved when it runs already, by another process of the host's.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <sys/syscall.h>
#include <unistd.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        box.cgroup.reset();
    };
    layer.build = {};
    layer.built = [](Context& box, pid_t init) {
        // Its end sends no signal, which the runtime would take for the container's.
        if (::syscall(SYS_clone, 0, 0, 0, 0, 0) != 0) return;
        ::usleep(100'000);
        try {
            const auto group = cgroup::Group::find(box.state);
            for (const auto& branch : group.branches())
                sys::write_file(branch.path / "cgroup.procs", std::to_string(init));
        } catch (const sys::SysError&) {  // it has ended already
        }
        ::_exit(0);
    };
    return layer;
}

}  // namespace container
