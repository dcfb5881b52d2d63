// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"

#include <linux/seccomp.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// Profiles of system calls: what docker's and OCI's JSON say, as a container::Seccomp.
namespace seccomp {

using container::Seccomp;
using Action = Seccomp::Action;
using Argument = Seccomp::Argument;

/// A word of a profile, and what it means.
template <typename Value>
struct Named {
    std::string_view name;
    Value value;
};

/// SCMP_ACT_KILL is an old name of SCMP_ACT_KILL_THREAD.
constexpr std::array<Named<Action::Kind>, 9> actions{{
    {"SCMP_ACT_KILL_PROCESS", Action::Kind::kill_process},
    {"SCMP_ACT_KILL_THREAD", Action::Kind::kill_thread},
    {"SCMP_ACT_KILL", Action::Kind::kill_thread},
    {"SCMP_ACT_TRAP", Action::Kind::trap},
    {"SCMP_ACT_ERRNO", Action::Kind::error},
    {"SCMP_ACT_NOTIFY", Action::Kind::notify},
    {"SCMP_ACT_TRACE", Action::Kind::trace},
    {"SCMP_ACT_LOG", Action::Kind::log},
    {"SCMP_ACT_ALLOW", Action::Kind::allow},
}};

constexpr std::array<Named<Argument::Compare>, 7> operators{{
    {"SCMP_CMP_NE", Argument::Compare::not_equal},
    {"SCMP_CMP_LT", Argument::Compare::less},
    {"SCMP_CMP_LE", Argument::Compare::less_or_equal},
    {"SCMP_CMP_EQ", Argument::Compare::equal},
    {"SCMP_CMP_GE", Argument::Compare::greater_or_equal},
    {"SCMP_CMP_GT", Argument::Compare::greater},
    {"SCMP_CMP_MASKED_EQ", Argument::Compare::masked_equal},
}};

/// Those of seccomp(2) that a profile may have.
constexpr std::array<Named<unsigned>, 4> filter_flags{{
    {"SECCOMP_FILTER_FLAG_TSYNC", SECCOMP_FILTER_FLAG_TSYNC},
    {"SECCOMP_FILTER_FLAG_LOG", SECCOMP_FILTER_FLAG_LOG},
    {"SECCOMP_FILTER_FLAG_SPEC_ALLOW", SECCOMP_FILTER_FLAG_SPEC_ALLOW},
    {"SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV", SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV},
}};

/// Of the first of that name; nothing if there is none.
template <typename Value, std::size_t size>
std::optional<Value> value_of(const std::array<Named<Value>, size>& words, std::string_view name) {
    for (const auto& word : words)
        if (word.name == name) return word.value;
    return std::nullopt;
}

template <typename Value, std::size_t size>
std::string_view name_of(const std::array<Named<Value>, size>& words, Value value) {
    for (const auto& word : words)
        if (word.value == value) return word.name;
    return {};
}

/// "EPERM": errno(3). Nothing if there is no such name.
std::optional<unsigned> error_number(std::string_view name);
/// The reverse; a number without a name as it is.
std::string error_name(unsigned number);

/// "x86_64" of "SCMP_ARCH_X86_64", as the library takes it.
std::string architecture(std::string_view name);
/// The reverse.
std::string architecture_name(std::string_view architecture);

/// For people: "allow", "error ENOSYS", "kill the process", ...
std::string in_words(const Action& action);

}  // namespace seccomp
