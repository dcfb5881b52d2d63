// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"
#include "oci/words.hpp"

#include <linux/sched.h>
#include <sched.h>

namespace oci {
namespace {

constexpr auto policies = std::to_array<Word<std::uint32_t>>({
    {"SCHED_OTHER", SCHED_NORMAL},
    {"SCHED_FIFO", SCHED_FIFO},
    {"SCHED_RR", SCHED_RR},
    {"SCHED_BATCH", SCHED_BATCH},
    {"SCHED_ISO", 4},  // a number that the kernel keeps free for it
    {"SCHED_IDLE", SCHED_IDLE},
    {"SCHED_DEADLINE", SCHED_DEADLINE},
});

constexpr auto flags = std::to_array<Word<std::uint64_t>>({
    {"SCHED_FLAG_RESET_ON_FORK", SCHED_FLAG_RESET_ON_FORK},
    {"SCHED_FLAG_RECLAIM", SCHED_FLAG_RECLAIM},
    {"SCHED_FLAG_DL_OVERRUN", SCHED_FLAG_DL_OVERRUN},
    {"SCHED_FLAG_KEEP_POLICY", SCHED_FLAG_KEEP_POLICY},
    {"SCHED_FLAG_KEEP_PARAMS", SCHED_FLAG_KEEP_PARAMS},
    {"SCHED_FLAG_UTIL_CLAMP_MIN", SCHED_FLAG_UTIL_CLAMP_MIN},
    {"SCHED_FLAG_UTIL_CLAMP_MAX", SCHED_FLAG_UTIL_CLAMP_MAX},
});

constexpr auto io_classes = std::to_array<Word<IoPriority::Class>>({
    {"IOPRIO_CLASS_RT", IoPriority::real_time},
    {"IOPRIO_CLASS_BE", IoPriority::best_effort},
    {"IOPRIO_CLASS_IDLE", IoPriority::idle},
});

void take_cpus(const Reader& from, std::string& cpus) {
    cpus = from.text();
    if (cpus.find_first_not_of("0123456789,- ") != cpus.npos)
        from.fail("is " + from.shown() + ": not a list of CPUs, as in \"0-3,7\"");
}

}  // namespace

void take(const Reader& from, Scheduler& scheduler) {
    scheduler.policy = choose(from["policy"].required(), policies);
    if (const auto list = from["flags"])
        list.each([&](const Reader& flag) { scheduler.flags |= choose(flag, flags); });
    if (const auto nice = from["nice"]) scheduler.nice = nice.number(-20, 19);
    if (const auto priority = from["priority"])
        scheduler.priority = priority.number<std::uint32_t>(0, 99);
    from.read("runtime", scheduler.runtime);
    from.read("deadline", scheduler.deadline);
    from.read("period", scheduler.period);
    const bool has_priority = scheduler.policy == SCHED_FIFO || scheduler.policy == SCHED_RR;
    if (scheduler.priority != 0 && !has_priority)
        from["priority"].fail("has a meaning with SCHED_FIFO and SCHED_RR alone");
    if (scheduler.policy == SCHED_DEADLINE) return;
    for (const char* name : {"runtime", "deadline", "period"})
        if (const auto time = from[name]; time && time.number<std::uint64_t>() != 0)
            time.fail("has a meaning with SCHED_DEADLINE alone");
}

void take(const Reader& from, IoPriority& priority) {
    priority.io_class = choose(from["class"].required(), io_classes);
    if (const auto number = from["priority"]) priority.priority = number.number(0, 7);
}

void take(const Reader& from, CpuAffinity& affinity) {
    if (const auto cpus = from["initial"]) take_cpus(cpus, affinity.initial);
    if (const auto cpus = from["final"]) take_cpus(cpus, affinity.final);
}

}  // namespace oci
