// SPDX-License-Identifier: MIT
#include "cli/sample.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace cli {
namespace {

using container::State;
using container::cgroup::Group;
using container::cgroup::Usage;

std::uint64_t machines_memory() {
    static const auto bytes = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                              static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return bytes;
}

/// When its first process was made, which is noted then.
std::chrono::system_clock::time_point beginning(const State& state) {
    struct stat info {};
    ::stat((state.path() / "init").c_str(), &info);
    return std::chrono::system_clock::time_point{std::chrono::seconds{info.st_mtim.tv_sec} +
                                                 std::chrono::nanoseconds{info.st_mtim.tv_nsec}};
}

}  // namespace

std::vector<Sample> Sampler::take(const std::vector<State>& states) {
    std::vector<Sample> samples;
    for (const auto& state : states) {
        const auto group = Group::find(state);
        if (!group) continue;
        const auto usage = container::cgroup::usage(group);
        samples.push_back({state.name(), usage,
                           std::min(usage.memory_limit.value_or(UINT64_MAX), machines_memory()),
                           cpu_percent(state, usage)});
    }
    return samples;
}

std::optional<double> Sampler::cpu_percent(const State& state, const Usage& usage) {
    if (!usage.cpu) return std::nullopt;
    const Look now{Clock::now(), *usage.cpu};
    auto& last = last_.try_emplace(state.name(), Look{beginning(state), 0}).first->second;
    const std::chrono::duration<double, std::micro> time = now.time - last.time;
    const auto used = now.cpu > last.cpu ? now.cpu - last.cpu : 0;
    last = now;
    if (time.count() <= 0) return std::nullopt;
    return 100.0 * static_cast<double>(used) / time.count();
}

}  // namespace cli
