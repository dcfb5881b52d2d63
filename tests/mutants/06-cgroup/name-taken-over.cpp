// SPDX-License-Identifier: MIT
// caught by: 06.taken-name
// Whoever is in a group of that name must be left from an earlier container.
#include "container/cgroup/hierarchy.hpp"
#include "container/cgroup/place.hpp"
#include "reference.hpp"

#include <unistd.h>

#include <csignal>
#include <fstream>

namespace container {
namespace {

void end_all(const Path& group) {
    std::ifstream file{group / "cgroup.procs"};
    for (pid_t pid = 0; file >> pid;) ::kill(pid, SIGKILL);
    for (int i = 0; i < 1000 && ::rmdir(group.c_str()) == -1 && errno == EBUSY; ++i) ::usleep(100);
}

}  // namespace

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        for (const auto& hierarchy : cgroup::hierarchies())
            if (const auto ours = cgroup::delegated_group(hierarchy))
                end_all(*ours / "workbook" / box.state.name());
        prepare(box);
    };
    return layer;
}

}  // namespace container
