// SPDX-License-Identifier: MIT
#include "runtime/more.hpp"
#include "sys/error.hpp"

#include <sys/personality.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace runtime {
namespace {

/// sched_setattr(2), which no header declares that knows sched.h as well.
struct SchedulingAttributes {
    std::uint32_t size = sizeof(SchedulingAttributes);
    std::uint32_t sched_policy = 0;
    std::uint64_t sched_flags = 0;
    std::int32_t sched_nice = 0;
    std::uint32_t sched_priority = 0;
    std::uint64_t sched_runtime = 0, sched_deadline = 0, sched_period = 0;
};

void set_scheduler(const oci::Scheduler& scheduler) {
    SchedulingAttributes attributes;
    attributes.sched_policy = scheduler.policy;
    attributes.sched_flags = scheduler.flags;
    attributes.sched_nice = scheduler.nice;
    attributes.sched_priority = scheduler.priority;
    attributes.sched_runtime = scheduler.runtime;
    attributes.sched_deadline = scheduler.deadline;
    attributes.sched_period = scheduler.period;
    sys::check(::syscall(SYS_sched_setattr, 0, &attributes, 0), "sched_setattr policy {}",
               scheduler.policy);
}

void set_io_priority(const oci::IoPriority& priority) {
    constexpr int who_process = 1, class_shift = 13;
    const int io_class = priority.io_class;
    const int value = io_class << class_shift | priority.priority;
    sys::check(::syscall(SYS_ioprio_set, who_process, 0, value), "ioprio_set class {} {}", io_class,
               priority.priority);
}

}  // namespace

container::Layer scheduling(const oci::Config& config) {
    container::Layer layer{"scheduling"};
    // In the moment that gives up privileges, but before that is done.
    layer.seal = [process = config.process, personality = config.personality](container::Context&) {
        if (process && process->scheduler) set_scheduler(*process->scheduler);
        if (process && process->io_priority) set_io_priority(*process->io_priority);
        if (personality) sys::check(::personality(*personality), "personality {:#x}", *personality);
    };
    return layer;
}

}  // namespace runtime
