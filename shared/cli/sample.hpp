// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/usage.hpp"
#include "container/state.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// What one container uses.
struct Sample {
    std::string name;
    container::cgroup::Usage usage;
    std::uint64_t memory_limit = 0;     ///< Bytes; the machine's memory if there is no limit.
    std::optional<double> cpu_percent;  ///< 100 is one CPU.
};

/// Looks at containers again and again, since how busy one is shows only over a time: since the
/// last look or, in the first, since the container began.
class Sampler {
public:
    /// Leaves out those without a cgroup.
    std::vector<Sample> take(const std::vector<container::State>& states);

private:
    using Clock = std::chrono::system_clock;  ///< It is what the files of a state are dated by.
    struct Look {
        Clock::time_point time;
        std::uint64_t cpu = 0;
    };
    std::optional<double> cpu_percent(const container::State& state,
                                      const container::cgroup::Usage& usage);

    std::map<std::string, Look> last_;
};

}  // namespace cli
