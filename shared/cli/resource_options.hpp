// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// The arguments of chapter 06's options. Each throws UsageError in words about what was typed.
namespace cli {

/// "64m", "1.5g", "512KiB" or a plain number of bytes, as docker takes them.
std::int64_t parse_size(const std::string& option, const std::string& text);

/// "64m", or "-1" for any amount.
std::int64_t parse_size_or_any(const std::string& option, const std::string& text);

/// "0.5" CPUs: microseconds per period.
std::int64_t parse_cpus(const std::string& text, std::int64_t period);

/// 2 to 262144, as v1's kernel takes them.
std::uint64_t parse_shares(const std::string& text);

/// "0-2,4", of what /sys/devices/system has `online` of them.
std::string parse_list(const std::string& option, const std::string& text,
                       const std::string& online);

/// A number, or "-1" or "0" for any.
std::int64_t parse_pids(const std::string& text);

/// -1000 to 1000.
int parse_oom_score(const std::string& text);

/// "memory.high=60000000": a file of cgroup v2 and what to write there.
std::pair<std::string, std::string> parse_setting(const std::string& text);

/// Throws if the limits do not go together.
void check_resources(const container::Resources& resources);

}  // namespace cli
