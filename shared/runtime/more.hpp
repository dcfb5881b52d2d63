// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "runtime/bundle.hpp"

/// What a config.json says that no chapter has: a layer each, in a file of its own.
namespace runtime {

/// What rootfsPropagation wants before there are mounts in "/"; and --no-pivot.
container::Layer root_mount(const Bundle& bundle);
/// `mounts`, but for those of type cgroup; and `linux.devices`.
container::Layer mounts(const Bundle& bundle);
/// `linux.maskedPaths`, `linux.readonlyPaths`, `root.readonly`.
container::Layer masks(const oci::Config& config);
/// `linux.rootfsPropagation`, of all that is mounted by then.
container::Layer propagation(const oci::Config& config);
/// `mounts` of type cgroup, and a cgroup namespace.
container::Layer cgroup_view(const oci::Config& config);
/// `linux.sysctl`.
container::Layer kernel_parameters(const oci::Config& config);
/// `linux.netDevices`: interfaces of the host, which move in with their addresses.
container::Layer net_devices(const oci::Config& config);
/// A new time namespace, `linux.timeOffsets`, or one that is there already. Comes last: as long as
/// we are between two, no child may have our memory.
container::Layer time_namespace(const oci::Config& config);
/// Where `linux.namespaces` has none for mounts, or one that is there already: the process goes
/// there, and takes its "/" along. Comes after all that mounts.
container::Layer mount_namespace(const oci::Config& config);
/// `process.scheduler`, `ioPriority`, `linux.personality`.
container::Layer scheduling(const oci::Config& config);
/// `process.execCPUAffinity`, which is for what is run in a container that is there already.
container::Layer cpu_affinity(const oci::Process& process);
/// HOME, which is the user's in the container's own passwd(5) if the config does not say it: other
/// runtimes do so, and shells rely on it.
container::Layer home(const oci::Process& process);
/// A session of its own, so that it cannot type into the caller's terminal; and if it is to have
/// one, a terminal of the container's: for a container that is there already, or without one.
container::Layer session(const oci::Process& process);

}  // namespace runtime
