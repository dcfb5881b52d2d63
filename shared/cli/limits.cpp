// SPDX-License-Identifier: MIT
#include "cli/limits.hpp"

#include "cli/resource_options.hpp"

#include <string>

namespace cli {
namespace {

using container::Resources;

/// An option whose text one function turns into a value.
template <typename Value, typename Parse>
void add(CLI::App& command, const char* name, Value& value, Parse parse, const char* help) {
    command.add_option_function<std::string>(
        name, [&value, parse](const std::string& text) { value = parse(text); }, help);
}

void add_memory(CLI::App& command, Resources& resources) {
    const auto size = [](const char* option) {
        return [option](const std::string& text) { return parse_size(option, text); };
    };
    add(command, "-m,--memory", resources.memory, size("--memory"), "at most so much: 64m, 1.5g");
    add(command, "--memory-reservation", resources.memory_reservation, size("--memory-reservation"),
        "so much is kept for it when memory is short");
    add(
        command, "--memory-swap", resources.memory_swap,
        [](const std::string& text) { return parse_size_or_any("--memory-swap", text); },
        "memory and swap together (default: twice --memory); -1 for any amount of swap");
}

void add_cpu(CLI::App& command, Resources& resources) {
    add(
        command, "--cpus", resources.cpu_quota,
        [&resources](const std::string& text) { return parse_cpus(text, resources.cpu_period); },
        "at most the time of so many CPUs: 0.5");
    add(command, "--cpu-shares", resources.cpu_shares, parse_shares,
        "weight when others want the CPU too (others have 1024)");
    add(
        command, "--cpuset-cpus", resources.cpuset_cpus,
        [](const std::string& text) {
            return parse_list("--cpuset-cpus", text, "/sys/devices/system/cpu/online");
        },
        "only on these CPUs: 0-2,4");
    add(
        command, "--cpuset-mems", resources.cpuset_mems,
        [](const std::string& text) {
            return parse_list("--cpuset-mems", text, "/sys/devices/system/node/online");
        },
        "only memory of these NUMA nodes");
}

}  // namespace

void add_limits(CLI::App& command, Resources& resources) {
    add_memory(command, resources);
    add_cpu(command, resources);
    add(command, "--pids-limit", resources.pids, parse_pids,
        "at most so many processes and threads; -1 for any number");
}

}  // namespace cli
