// SPDX-License-Identifier: MIT
#include "seccomp/startable.hpp"

#include "seccomp/simulate.hpp"

#include <fmt/format.h>
#include <seccomp.h>
#include <sys/syscall.h>

#include <stdexcept>

namespace seccomp {
namespace {

/// Done, or decided by somebody else.
bool is_possible(std::uint32_t answer) {
    const auto action = answer & SECCOMP_RET_ACTION_FULL;
    return action == SECCOMP_RET_ALLOW || action == SECCOMP_RET_LOG ||
           action == SECCOMP_RET_TRACE || action == SECCOMP_RET_USER_NOTIF;
}

}  // namespace

void require_startable(const std::vector<sock_filter>& program) {
    const auto native = ::seccomp_arch_native();
    const struct {
        const char* name;
        int number;
    } needed[] = {{"execve", SYS_execve}, {"exit_group", SYS_exit_group}};
    for (const auto& call : needed)
        if (!is_possible(simulate(program, {call.number, native, 0, {}})))
            throw std::runtime_error{fmt::format(
                "the profile refuses {}, without which no program can be started", call.name)};
}

}  // namespace seccomp
