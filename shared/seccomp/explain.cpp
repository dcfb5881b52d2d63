// SPDX-License-Identifier: MIT
#include "seccomp/explain.hpp"

#include "seccomp/simulate.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <seccomp.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace seccomp {
namespace {

Action action_of(std::uint32_t answer) {
    const unsigned data = answer & SECCOMP_RET_DATA;
    switch (answer & SECCOMP_RET_ACTION_FULL) {
        case SECCOMP_RET_ALLOW:
            return {Action::Kind::allow};
        case SECCOMP_RET_LOG:
            return {Action::Kind::log};
        case SECCOMP_RET_TRACE:
            return {Action::Kind::trace, data};
        case SECCOMP_RET_USER_NOTIF:
            return {Action::Kind::notify};
        case SECCOMP_RET_ERRNO:
            return {Action::Kind::error, data};
        case SECCOMP_RET_TRAP:
            return {Action::Kind::trap};
        case SECCOMP_RET_KILL_THREAD:
            return {Action::Kind::kill_thread};
        default:
            return {Action::Kind::kill_process};
    }
}

std::optional<int> as_number(const std::string& text) {
    int number = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return number;
}

/// Its number there; negative if there is none.
int number_of(std::uint32_t token, const std::string& call) {
    if (const auto number = as_number(call)) return *number;
    return ::seccomp_syscall_resolve_name_arch(token, call.c_str());
}

std::string name_of_call(std::uint32_t token, int number) {
    char* name = ::seccomp_syscall_resolve_num_arch(token, number);
    const std::string result = name ? name : "";
    std::free(name);
    return result;
}

/// The kernel takes x32 for x86-64, with numbers of its own. The library has a name for it.
std::uint32_t kernels_architecture(std::uint32_t token) {
    return token == SCMP_ARCH_X32 ? AUDIT_ARCH_X86_64 : token;
}

/// As the library has it: of x32, too, it looks at the lower half of an argument alone.
constexpr bool has_32_bits(std::uint32_t token) {
    return (token & __AUDIT_ARCH_64BIT) == 0;
}

}  // namespace

std::vector<Explanation> explain(const Seccomp& profile, const std::vector<sock_filter>& program,
                                 const std::string& call, const Arguments& given) {
    std::vector<Explanation> all;
    for (const auto& architecture : profile.architectures) {
        Explanation one{architecture, "", profile.default_action};
        const auto token = ::seccomp_arch_resolve_name(architecture.c_str());
        const int number = number_of(token, call);
        if (number < 0) {
            all.push_back(one);
            continue;
        }
        auto arguments = given;
        if (has_32_bits(token))
            for (auto& argument : arguments) argument &= UINT32_MAX;
        seccomp_data data{number, kernels_architecture(token), 0, {}};
        std::copy(arguments.begin(), arguments.end(), data.args);
        one.action = action_of(simulate(program, data));
        one.call = name_of_call(token, number);
        for (const auto& rule : profile.syscalls)
            if (!one.rule && rule.action == one.action && matches(rule, one.call, arguments))
                one.rule = &rule;
        if (one.call.empty()) one.call = std::to_string(number);
        all.push_back(one);
    }
    return all;
}

}  // namespace seccomp
