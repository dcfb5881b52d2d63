// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

#include <nlohmann/json.hpp>

/// The parts of statistics(). Each is an object, empty where nothing is counted.
namespace runtime {

using Json = nlohmann::ordered_json;

Json cpu_statistics(const container::cgroup::Group& group);
Json cpuset_statistics(const container::cgroup::Group& group);
Json memory_statistics(const container::cgroup::Group& group);
Json pids_statistics(const container::cgroup::Group& group);
Json block_io_statistics(const container::cgroup::Group& group);
Json huge_page_statistics(const container::cgroup::Group& group);

}  // namespace runtime
