// SPDX-License-Identifier: MIT
// All ABIs in one filter of the library's from the start, in the order that it likes, and put in
// force by prctl(2).
#include "reference.hpp"
#include "seccomp/cache.hpp"
#include "sys/error.hpp"
#include "sys/seccomp.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <memory>

namespace container {
namespace {

using Kind = Seccomp::Action::Kind;

std::uint32_t code(const Seccomp::Action& action) {
    switch (action.kind) {
        case Kind::kill_process:
            return SCMP_ACT_KILL_PROCESS;
        case Kind::kill_thread:
            return SCMP_ACT_KILL_THREAD;
        case Kind::trap:
            return SCMP_ACT_TRAP;
        case Kind::error:
            return SCMP_ACT_ERRNO(action.number);
        case Kind::notify:
            return SCMP_ACT_NOTIFY;
        case Kind::trace:
            return SCMP_ACT_TRACE(action.number);
        case Kind::log:
            return SCMP_ACT_LOG;
        case Kind::allow:
            break;
    }
    return SCMP_ACT_ALLOW;
}

scmp_arg_cmp comparison(const Seccomp::Argument& argument) {
    // The kinds are in the library's order, which begins at 1.
    const auto op = static_cast<scmp_compare>(static_cast<int>(argument.op) + 1);
    return {argument.index, op, argument.value, argument.value_two};
}

void add(scmp_filter_ctx filter, const Seccomp::Rule& rule) {
    std::vector<scmp_arg_cmp> args;
    for (const auto& argument : rule.args) args.push_back(comparison(argument));
    for (const auto& name : rule.names) {
        const int call = ::seccomp_syscall_resolve_name(name.c_str());
        const int result = ::seccomp_rule_add_array(
            filter, code(rule.action), call, static_cast<unsigned>(args.size()), args.data());
        if (result < 0 && result != -EDOM && result != -EEXIST && result != -EINVAL)
            throw sys::SysError{-result, "seccomp_rule_add " + name};
    }
}

}  // namespace

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    const std::unique_ptr<void, decltype(&::seccomp_release)> filter{
        ::seccomp_init(code(profile.default_action)), ::seccomp_release};
    for (const auto& name : profile.architectures) {
        const auto token = ::seccomp_arch_resolve_name(name.c_str());
        if (token != ::seccomp_arch_native()) ::seccomp_arch_add(filter.get(), token);
    }
    for (const auto& rule : profile.syscalls)
        if (!(rule.action == profile.default_action)) add(filter.get(), rule);
    const sys::Fd file{sys::check(::memfd_create("filter", MFD_CLOEXEC), "memfd_create")};
    if (const int result = ::seccomp_export_bpf(filter.get(), file.get()); result < 0)
        throw sys::SysError{-result, "seccomp_export_bpf"};
    const auto size = static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END));
    std::vector<sock_filter> program(size / sizeof(sock_filter));
    sys::check(::pread(file.get(), program.data(), size, 0), "pread");
    return program;
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    // Who is to be asked, and flags, need seccomp(2) itself.
    if (!profile || !profile->listener_path.empty() || !profile->flags.empty())
        return reference::seccomp(profile);
    Layer layer{"seccomp"};
    const auto program = std::make_shared<std::vector<sock_filter>>();
    layer.prepare = [profile, program](Context&) {
        *program = ::seccomp::cached(*profile, layers::filter);
    };
    const auto load = [program](Context&) {
        const sock_fprog filter{static_cast<unsigned short>(program->size()), program->data()};
        sys::check(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter), "prctl PR_SET_SECCOMP");
    };
    (profile->while_privileged ? layer.inside : layer.filter) = load;
    return layer;
}

}  // namespace container
