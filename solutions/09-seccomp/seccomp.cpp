// SPDX-License-Identifier: MIT
#include "sys/seccomp.hpp"
#include "container/layers.hpp"
#include "seccomp/cache.hpp"
#include "seccomp/listener.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

namespace container::layers {
namespace {

using Action = Seccomp::Action;
using Compare = Seccomp::Argument::Compare;
using Filter = std::unique_ptr<void, decltype(&::seccomp_release)>;

/// The library returns what others leave in errno.
void check(int result, const std::string& call) {
    if (result < 0) throw sys::SysError{-result, call};
}

std::uint32_t code(const Action& action) {
    const std::array in_order_of_kind{SCMP_ACT_KILL_PROCESS, SCMP_ACT_KILL_THREAD,
                                      SCMP_ACT_TRAP,         SCMP_ACT_ERRNO(action.number),
                                      SCMP_ACT_NOTIFY,       SCMP_ACT_TRACE(action.number),
                                      SCMP_ACT_LOG,          SCMP_ACT_ALLOW};
    return in_order_of_kind.at(static_cast<std::size_t>(action.kind));
}

scmp_compare code(Compare op) {
    constexpr std::array in_order{SCMP_CMP_NE, SCMP_CMP_LT, SCMP_CMP_LE,       SCMP_CMP_EQ,
                                  SCMP_CMP_GE, SCMP_CMP_GT, SCMP_CMP_MASKED_EQ};
    return in_order.at(static_cast<std::size_t>(op));
}

std::vector<scmp_arg_cmp> comparisons(const Seccomp::Rule& rule) {
    std::vector<scmp_arg_cmp> result;
    for (const auto& arg : rule.args)
        result.push_back({arg.index, code(arg.op), arg.value, arg.value_two});
    return result;
}

/// For one ABI. Some calls it may not have (EDOM). Others go through one that has their arguments
/// in memory (EINVAL), as socketcall(2) on x86: the library would then forget what a rule says of
/// them, which may make it stricter, but not milder. Of two rules about the same, the first counts.
void add(const Filter& filter, const Seccomp::Rule& rule, const std::string& name, bool stricter) {
    const auto args = comparisons(rule);
    const auto count = static_cast<unsigned>(args.size());
    const int call = ::seccomp_syscall_resolve_name(name.c_str());
    const auto action = code(rule.action);
    int result = ::seccomp_rule_add_exact_array(filter.get(), action, call, count, args.data());
    if (result == -EINVAL && stricter && count > 0)
        result = ::seccomp_rule_add_array(filter.get(), action, call, count, args.data());
    const bool passed_over = result == -EDOM || result == -EEXIST || (result == -EINVAL && count);
    if (!passed_over) check(result, "seccomp_rule_add " + name);
}

Filter filter_of(const Seccomp& profile, const std::string& architecture) {
    Filter filter{::seccomp_init(code(profile.default_action)), ::seccomp_release};
    if (!filter) throw std::runtime_error{"seccomp_init: the library does not know this action"};
    // A tree of comparisons instead of a list: nine of them instead of hundreds.
    check(::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2), "seccomp_attr_set");
    const auto token = ::seccomp_arch_resolve_name(architecture.c_str());
    if (token != ::seccomp_arch_native()) {
        check(::seccomp_arch_add(filter.get(), token), "seccomp_arch_add " + architecture);
        check(::seccomp_arch_remove(filter.get(), SCMP_ARCH_NATIVE), "seccomp_arch_remove");
    }
    for (const auto& rule : profile.syscalls) {
        if (rule.action == profile.default_action) continue;  // the library takes it for a mistake
        for (const auto& name : rule.names)
            add(filter, rule, name, rule.action.kind < profile.default_action.kind);
    }
    return filter;
}

/// The library can only write it to a file.
std::vector<sock_filter> program_of(const Filter& filter) {
    const sys::Fd file{sys::check(::memfd_create("filter", MFD_CLOEXEC), "memfd_create")};
    check(::seccomp_export_bpf(filter.get(), file.get()), "seccomp_export_bpf");
    const auto size = static_cast<std::size_t>(sys::fstat(file).st_size);
    std::vector<sock_filter> program(size / sizeof(sock_filter));
    sys::check(::pread(file.get(), program.data(), size, 0), "pread");
    return program;
}

unsigned flag_bits(const Seccomp& profile) {
    unsigned bits = 0;
    for (const auto& flag : profile.flags) {
        if (flag == "SECCOMP_FILTER_FLAG_LOG") bits |= SECCOMP_FILTER_FLAG_LOG;
        if (flag == "SECCOMP_FILTER_FLAG_SPEC_ALLOW") bits |= SECCOMP_FILTER_FLAG_SPEC_ALLOW;
        if (flag == "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV")
            bits |= SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
    }
    return bits;  // SECCOMP_FILTER_FLAG_TSYNC is about other threads, and there are none
}

}  // namespace

std::vector<sock_filter> filter(const Seccomp& profile) {
    auto all = filter_of(profile, profile.architectures.at(0));
    for (std::size_t i = 1; i < profile.architectures.size(); ++i) {
        auto one = filter_of(profile, profile.architectures[i]);
        check(::seccomp_merge(all.get(), one.get()), "seccomp_merge");
        static_cast<void>(one.release());  // it is part of the other now
    }
    return program_of(all);
}

Layer seccomp(const std::optional<Seccomp>& profile) {
    Layer layer{"seccomp"};
    if (!profile) return layer;
    struct Filtering {
        std::vector<sock_filter> program;
        std::unique_ptr<::seccomp::Listener> listener;
    };
    const auto own = std::make_shared<Filtering>();

    layer.prepare = [profile, own](Context&) mutable {
        own->listener = ::seccomp::Listener::connect(*profile);
        own->program = ::seccomp::cached(std::move(*profile), filter);
    };

    layer.attach = [own](Context&, pid_t init) {
        if (own->listener) own->listener->set_process(init);
    };

    const auto load = [own, flags = flag_bits(*profile)](Context&) {
        if (own->listener)
            own->listener->hand_over(flags, own->program);
        else
            sys::seccomp_set_mode_filter(flags, own->program);
    };
    (profile->while_privileged ? layer.inside : layer.filter) = load;
    return layer;
}

}  // namespace container::layers
