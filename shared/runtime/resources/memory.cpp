// SPDX-License-Identifier: MIT
//
// `memory`: v1 counts memory, and memory and swap together, which is what config.json says. v2
// counts swap by itself.
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace runtime {
namespace {

constexpr auto v1_limit = "memory.limit_in_bytes", v1_both = "memory.memsw.limit_in_bytes";

[[noreturn]] void fail_for_swap(const Field& swap) {
    swap.fail("this kernel does not count swap: boot it with swapaccount=1");
}

/// The kernel would first try to free as much as it takes, and kill for it.
void check_usage(const Field& limit, std::int64_t bytes) {
    const auto used = limit.number(limit.is_v1() ? "memory.usage_in_bytes" : "memory.current");
    if (bytes >= 0 && used && *used > bytes)
        limit.fail(
            fmt::format("{} is less than the {} that the container uses, and "
                        "checkBeforeUpdate is set",
                        bytes, *used));
}

void write_limit(const Field& limit, std::int64_t bytes) try {
    limit.write(v1_limit, bytes);
} catch (const Refused& e) {
    if (e.error() != EBUSY) throw;
    limit.fail(fmt::format(
        "{} is less than the container uses, and not enough of that can be freed", bytes));
}

/// The limit of memory is never above that of both. So the way up begins with the second, the way
/// down with the first.
void limit_v1(const Field& limit, const Field& swap, const container::Resources& to) {
    auto both = to.memory_swap;
    const bool counted = swap.has(v1_both);
    if (to.memory == -1 && !both && counted) both = -1;
    if (both == -1 && !counted) both.reset();
    if (both && !counted) fail_for_swap(swap);
    const auto both_now = counted ? swap.number(v1_both) : std::nullopt;
    const bool is_above = to.memory && both_now && (*to.memory == -1 || *to.memory > *both_now);
    if (is_above && !both)
        limit.fail(
            fmt::format("{} is more than memory and swap together may be, {}: that must be "
                        "raised, too",
                        *to.memory, *both_now));
    if (both && is_above) swap.write(v1_both, *both);
    if (to.memory) write_limit(limit, *to.memory);
    if (both && !is_above) swap.write(v1_both, *both);
}

void limit_v2(const Field& limit, const Field& swap, const container::Resources& to) {
    constexpr auto file = "memory.swap.max";
    if (to.memory) limit.write("memory.max", number_or_max(*to.memory));
    auto both = to.memory_swap;
    if (to.memory == -1 && !both) both = -1;
    if (!both || (*both == -1 && !swap.has(file))) return;
    if (!swap.has(file)) fail_for_swap(swap);
    if (*both == -1) return swap.write(file, "max");
    const auto memory = to.memory ? to.memory : limit.number("memory.max");
    if (!memory || *memory > *both)
        swap.fail(fmt::format("{} is less than the limit of memory: it counts both", *both));
    swap.write(file, *both - *memory);
}

}  // namespace

void limit_memory(const Task& task) {
    const auto& all = task.resources;
    const auto& to = all.resources;
    if (to.memory || to.memory_swap) {
        const auto limit = task.field("memory.limit", "memory");
        const auto swap = task.field("memory.swap", "memory");
        if (all.check_before_update && to.memory) check_usage(limit, *to.memory);
        (limit.is_v1() ? limit_v1 : limit_v2)(limit, swap, to);
    }
    if (to.memory_reservation) {
        const auto field = task.field("memory.reservation", "memory");
        if (field.is_v1())
            field.write("memory.soft_limit_in_bytes", *to.memory_reservation);
        else
            field.write("memory.low", number_or_max(*to.memory_reservation));
    }
    if (all.kernel_memory_tcp) {
        const auto field = task.field("memory.kernelTCP", "memory");
        if (field.is_v1()) field.write("memory.kmem.tcp.limit_in_bytes", *all.kernel_memory_tcp);
    }
    if (all.swappiness) {
        const auto field = task.field("memory.swappiness", "memory");
        if (field.is_v1())
            field.write("memory.swappiness", static_cast<std::int64_t>(*all.swappiness));
    }
    if (all.disable_oom_killer.value_or(false)) {
        const auto field = task.field("memory.disableOOMKiller", "memory");
        if (field.is_v1()) field.write("memory.oom_control", "1");
    }
}

}  // namespace runtime
