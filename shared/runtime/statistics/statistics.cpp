// SPDX-License-Identifier: MIT
#include "runtime/statistics.hpp"

#include "runtime/statistics/parts.hpp"

namespace runtime {

std::string statistics(const std::string& id, const container::cgroup::Group& group) {
    return Json{{"type", "stats"},
                {"id", id},
                {"data",
                 {{"cpu", cpu_statistics(group)},
                  {"cpuset", cpuset_statistics(group)},
                  {"memory", memory_statistics(group)},
                  {"pids", pids_statistics(group)},
                  {"blkio", block_io_statistics(group)},
                  {"hugetlb", huge_page_statistics(group)},
                  {"intel_rdt", Json::object()},
                  {"network_interfaces", nullptr}}}}
        .dump();
}

}  // namespace runtime
