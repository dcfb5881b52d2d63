// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/spec.hpp"

#include <linux/bpf.h>

#include <vector>

namespace container::cgroup {

/// Which device nodes the group's processes may make and open. The last rule that fits decides,
/// for each kind of access by itself; with no rules, nothing is forbidden.
///
/// v1 has a controller for it, devices. v2 asks a program, BPF_PROG_TYPE_CGROUP_DEVICE, which only
/// the machine's root can load; for others this does nothing, as they can make no device nodes.
void limit_devices(const Group& group, const std::vector<DeviceRule>& rules);

/// The rules as a program for v2.
std::vector<bpf_insn> device_program(const std::vector<DeviceRule>& rules);

}  // namespace container::cgroup
