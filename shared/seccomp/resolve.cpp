// SPDX-License-Identifier: MIT
#include "seccomp/resolve.hpp"

#include <fmt/format.h>
#include <seccomp.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace seccomp {
namespace {

template <typename List>
bool contains(const List& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// As docker's profiles name an architecture, after Go.
std::string in_go(const std::string& architecture) {
    if (architecture == "x86_64") return "amd64";
    if (architecture == "aarch64") return "arm64";
    return architecture;
}

std::pair<unsigned, unsigned> version(const std::string& text) {
    std::pair<unsigned, unsigned> result{};
    std::sscanf(text.c_str(), "%u.%u", &result.first, &result.second);
    return result;
}

bool is_new_enough(const std::string& kernel, const std::string& needed) {
    return version(kernel) >= version(needed);
}

/// All of it must hold.
bool includes(const Condition& condition, const Circumstances& here) {
    const auto& caps = condition.caps;
    return std::all_of(caps.begin(), caps.end(),
                       [&](const std::string& cap) { return contains(here.caps, cap); }) &&
           (condition.arches.empty() || contains(condition.arches, in_go(here.architecture))) &&
           (condition.min_kernel.empty() || is_new_enough(here.kernel, condition.min_kernel));
}

/// Any of it is enough.
bool excludes(const Condition& condition, const Circumstances& here) {
    const auto& caps = condition.caps;
    return std::any_of(caps.begin(), caps.end(),
                       [&](const std::string& cap) { return contains(here.caps, cap); }) ||
           contains(condition.arches, in_go(here.architecture)) ||
           (!condition.min_kernel.empty() && is_new_enough(here.kernel, condition.min_kernel));
}

std::vector<std::string> architectures(const Profile& profile, const Circumstances& here) {
    if (!profile.architectures.empty()) {
        if (contains(profile.architectures, here.architecture)) return profile.architectures;
        throw std::runtime_error{
            fmt::format("architectures: {} is missing, which the programs of this machine are for",
                        architecture_name(here.architecture))};
    }
    std::vector<std::string> result{here.architecture};
    for (const auto& family : profile.families)
        if (family.architecture == here.architecture)
            result.insert(result.end(), family.sub_architectures.begin(),
                          family.sub_architectures.end());
    return result;
}

/// The library knows names of all architectures, and has a negative number for those of others.
bool is_known(const std::string& name) {
    return ::seccomp_syscall_resolve_name(name.c_str()) != __NR_SCMP_ERROR;
}

/// Leaves out what the library does not know. The kinds of actions are in the kernel's order: a
/// call gets the default instead, which may not be a milder one.
void leave_out_unknown(Seccomp::Rule& rule, const Action& otherwise, const Note& note) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < rule.names.size(); ++i) {
        const auto& name = rule.names[i];
        if (is_known(name)) {
            known.push_back(name);
            continue;
        }
        if (rule.action.kind < otherwise.kind)
            throw std::runtime_error{fmt::format(
                "syscalls[{}].names[{}]: libseccomp does not know \"{}\"; without the rule, that "
                "call {}",
                rule.entry, i, name, in_words(otherwise))};
        if (note)
            note(fmt::format("syscalls[{}].names[{}]: libseccomp does not know \"{}\": it {}",
                             rule.entry, i, name, in_words(otherwise)));
    }
    rule.names = std::move(known);
}

/// Those that this library can build a filter for. Through the others no call comes.
void leave_out_unknown_architectures(std::vector<std::string>& all, const Note& note) {
    std::erase_if(all, [&](const std::string& name) {
        const bool known = ::seccomp_arch_resolve_name(name.c_str()) != 0;
        if (!known && note)
            note(fmt::format("libseccomp does not know {}", architecture_name(name)));
        return !known;
    });
}

}  // namespace

std::string Circumstances::native() {
    const auto token = ::seccomp_arch_native();
    for (const char* name : {"x86_64", "x86", "x32", "aarch64", "arm", "riscv64", "ppc64le",
                             "s390x", "mipsel64", "mipsel", "ppc64", "ppc", "s390"})
        if (::seccomp_arch_resolve_name(name) == token) return name;
    throw std::runtime_error{"libseccomp does not know this machine's architecture"};
}

std::string Circumstances::running_kernel() {
    utsname names{};
    ::uname(&names);
    return names.release;
}

Seccomp resolve(const Profile& profile, const Circumstances& here, const Note& note) {
    Seccomp result;
    result.default_action = profile.default_action;
    result.architectures = architectures(profile, here);
    leave_out_unknown_architectures(result.architectures, note);
    result.flags = profile.flags;
    result.listener_path = profile.listener_path;
    result.listener_metadata = profile.listener_metadata;
    for (std::size_t i = 0; i < profile.entries.size(); ++i) {
        const auto& entry = profile.entries[i];
        if (!includes(entry.includes, here) || excludes(entry.excludes, here)) continue;
        auto rule = entry.rule;
        rule.entry = i;
        leave_out_unknown(rule, result.default_action, note);
        if (!rule.names.empty()) result.syscalls.push_back(std::move(rule));
    }
    return result;
}

std::string describe(const Circumstances& here) {
    std::string text = here.architecture + ' ' + here.kernel;
    for (const auto& cap : here.caps) text += ' ' + cap;
    return text + '\n';
}

}  // namespace seccomp
