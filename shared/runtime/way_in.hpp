// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "runtime/entry.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace runtime {

/// How a process comes into a container that is there already: all that it needs, opened while the
/// host's files can be seen.
struct WayIn {
    sys::Fd init;        ///< The container's first process.
    int namespaces = 0;  ///< CLONE_NEW*: those of that process that are not ours.
    sys::Fd root;        ///< Its "/", if that is not its mount namespace's.
    uid_t user = 0;      ///< Who acts for the runtime there: root,
    gid_t group = 0;     ///< or the first id there is.
    sys::Fd cgroup;      ///< Of cgroup v2, to be born in.
    /// Another one, for when that has been divided: the one in which `init` is by now.
    std::function<sys::Fd()> cgroup_of_init;
    std::vector<sys::Fd> tasks;  ///< Of v1's hierarchies: whoever writes "0" there moves in.
};

/// `below` are groups below the container's, as `exec --cgroup` has them: "path", or for one of
/// v1's hierarchies "controller,...:path". Throws if the container has ended.
WayIn find_way_in(const Entry& entry, const oci::Config& config,
                  const std::vector<std::string>& below);

/// Takes the calling process there: it is in the cgroup of v2 by birth. Its PID namespace is for
/// its children. Nobody inside can trace it or open what it has open, until its execve(2).
void go_in(const WayIn& way);

}  // namespace runtime
