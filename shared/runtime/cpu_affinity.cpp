// SPDX-License-Identifier: MIT
#include "runtime/more.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <charconv>
#include <stdexcept>

namespace runtime {
namespace {

[[noreturn]] void refuse(const std::string& list) {
    throw std::runtime_error{fmt::format(
        "process.execCPUAffinity: \"{}\" is not a list of CPUs, as in \"0-3,7\"", list)};
}

unsigned number(const char*& at, const char* end, const std::string& list) {
    unsigned value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc{} || value >= CPU_SETSIZE) refuse(list);
    at = next;
    return value;
}

cpu_set_t set_of(const std::string& list) {
    cpu_set_t set;
    CPU_ZERO(&set);
    const char* at = list.data();
    const char* const end = at + list.size();
    while (at != end) {
        const auto first = number(at, end, list);
        auto last = first;
        if (at != end && *at == '-') last = number(++at, end, list);
        if (last < first) refuse(list);
        for (auto cpu = first; cpu <= last; ++cpu) CPU_SET(cpu, &set);
        while (at != end && (*at == ',' || *at == ' ')) ++at;
    }
    return set;
}

void set_affinity(const std::string& list) {
    if (list.empty()) return;
    const auto set = set_of(list);
    sys::check(::sched_setaffinity(0, sizeof set, &set), "sched_setaffinity {}", list);
}

}  // namespace

container::Layer cpu_affinity(const oci::Process& process) {
    container::Layer layer{"cpu affinity"};
    if (!process.exec_cpu_affinity) return layer;
    // Before the cgroup is entered, and after that.
    layer.prepare = [cpus = process.exec_cpu_affinity->initial](container::Context&) {
        set_affinity(cpus);
    };
    layer.inside = [cpus = process.exec_cpu_affinity->final](container::Context&) {
        set_affinity(cpus);
    };
    return layer;
}

}  // namespace runtime
