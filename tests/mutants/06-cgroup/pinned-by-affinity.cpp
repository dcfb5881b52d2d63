// SPDX-License-Identifier: MIT
// caught by: 06.cpuset
// The process is told where to run, and can tell itself otherwise.
#include "reference.hpp"

#include <sched.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.cpuset_cpus.clear();
    Layer layer = reference::cgroup(changed);
    if (resources.cpuset_cpus.empty()) return layer;
    layer.seal = [cpu = std::stoi(resources.cpuset_cpus)](Context&) {
        cpu_set_t set{};
        CPU_SET(cpu, &set);
        ::sched_setaffinity(0, sizeof set, &set);
    };
    return layer;
}

}  // namespace container
