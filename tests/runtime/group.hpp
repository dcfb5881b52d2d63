// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <sys/types.h>

#include <optional>
#include <string>

namespace runtime_test {

using support::Path;

/// The cgroup of a process in the hierarchy that has `controller`, and whose that is.
struct Place {
    bool v1 = false;
    std::string group;  ///< As /proc/PID/cgroup names it.
    Path directory;     ///< As the host sees it.
};

/// Nothing if no hierarchy of the machine has the controller, under v1's name or v2's; "" is cgroup
/// v2's own.
std::optional<Place> place_of(pid_t process, const std::string& controller);

/// The same of the hierarchy's root: where the controller's groups are made.
std::optional<Place> root_of(const std::string& controller);

/// Whether a group of that controller's has the file, which has another name in v1 and in v2.
bool groups_have(const std::string& controller, const std::string& v1, const std::string& v2);

/// What that file says for the group of `process`; empty if there is none.
std::string limit_of(pid_t process, const std::string& controller, const std::string& v1,
                     const std::string& v2);

/// Says why a check cannot be made here, for ctest and the report to see.
void skip(const std::string& why);

/// A file of the kernel's, without the end of its last line; empty if it is not there. One that
/// goes while it is read has ended: that is an exception for its buffer only, and not for a stream.
std::string value_of(const Path& file);

}  // namespace runtime_test
