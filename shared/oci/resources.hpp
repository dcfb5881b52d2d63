// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// `linux.resources` of config.json: config-linux.md, "Control groups". See config.hpp, which
/// includes it.
namespace oci {

/// `linux.resources.blockIO.throttle*Device[]`.
struct Throttle {
    std::string what;  ///< As io.max names it: "rbps", "wbps", "riops", "wiops".
    unsigned major = 0, minor = 0;
    std::uint64_t rate = 0;
};

/// `linux.resources.blockIO.weightDevice[]`.
struct DeviceWeight {
    unsigned major = 0, minor = 0;
    std::optional<unsigned> weight, leaf_weight;
};

struct HugepageLimit {
    std::string page_size;  ///< "2MB"
    std::uint64_t limit = 0;
};

struct RdmaLimit {
    std::string device;
    std::optional<std::uint32_t> handles, objects;
};

/// `linux.resources`: what chapter 06 knows of, and the rest.
struct Resources {
    container::Resources resources;  ///< memory, cpu, pids, devices, unified
    std::optional<std::int64_t> kernel_memory, kernel_memory_tcp;
    std::optional<std::uint64_t> swappiness;
    std::optional<bool> disable_oom_killer, use_hierarchy;
    bool check_before_update = false;
    std::optional<std::uint64_t> cpu_period, cpu_burst;
    std::optional<std::int64_t> cpu_idle, realtime_runtime;
    std::optional<std::uint64_t> realtime_period;
    std::optional<unsigned> blkio_weight, blkio_leaf_weight;
    std::vector<DeviceWeight> weight_devices;
    std::vector<Throttle> throttles;
    std::vector<HugepageLimit> hugepage_limits;
    std::optional<std::uint32_t> class_id;
    std::vector<std::pair<std::string, std::uint32_t>> net_priorities;  ///< Interface, priority.
    std::vector<RdmaLimit> rdma;
};

}  // namespace oci
