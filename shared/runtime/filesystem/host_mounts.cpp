// SPDX-License-Identifier: MIT
#include "runtime/filesystem/host_mounts.hpp"

#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

namespace runtime {

HostMounts::HostMounts()
    : namespace_{sys::open("/proc/self/ns/mnt", O_RDONLY)},
      root_{sys::open("/", O_PATH | O_DIRECTORY)} {}

/// The namespace's "/" is not that of whoever was in a chroot.
void HostMounts::enter() const {
    sys::setns(namespace_, CLONE_NEWNS);
    sys::fchdir(root_);
    sys::chroot(".");
}

}  // namespace runtime
