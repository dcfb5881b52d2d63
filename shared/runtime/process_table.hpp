// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace runtime {

/// Where ps(1) is. Throws if it is nowhere.
std::string find_ps();

/// Of a table of all processes of the machine, as ps(1) prints it: the title, and the rows of
/// `pids`. Throws if the table has no column PID.
std::string rows_of(const std::string& table, const std::vector<pid_t>& pids);

}  // namespace runtime
