// SPDX-License-Identifier: MIT
// caught by: 06.conf
// A setting that cannot be made is no reason to start nothing.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/error.hpp"

#include <stdexcept>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        try {
            prepare(box);
        } catch (const sys::SysError&) {
            throw;
        } catch (const std::runtime_error&) {  // the container has a group, and some limits
            box.cgroup = cgroup::Group::find(box.state).open();
        }
    };
    return layer;
}

}  // namespace container
