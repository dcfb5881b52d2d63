// SPDX-License-Identifier: MIT
// The instructions written one by one: a list for each ABI, in the profile's order, without the
// library, which is asked for the calls' numbers alone.
#include "reference.hpp"
#include "seccomp/cache.hpp"
#include "sys/seccomp.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <seccomp.h>

#include <algorithm>
#include <cstddef>
#include <memory>

namespace container {
namespace {

using Program = std::vector<sock_filter>;
using Compare = Seccomp::Argument::Compare;

constexpr unsigned char to_end = 255;  // until it is known how far that is
constexpr unsigned x32_bit = 0x4000'0000;

unsigned code(const Seccomp::Action& action) {
    constexpr unsigned in_order_of_kind[] = {
        SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP, SECCOMP_RET_ERRNO,
        SECCOMP_RET_USER_NOTIF,   SECCOMP_RET_TRACE,       SECCOMP_RET_LOG,  SECCOMP_RET_ALLOW};
    return in_order_of_kind[static_cast<int>(action.kind)] | (action.number & SECCOMP_RET_DATA);
}

sock_filter load(unsigned offset) {
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset);
}
sock_filter jump(unsigned how, unsigned value, unsigned char yes, unsigned char no) {
    return BPF_JUMP(static_cast<unsigned short>(BPF_JMP | how | BPF_K), value, yes, no);
}

/// Goes on if it holds, and to the end of the rule if not.
void compare(Program& rule, const Seccomp::Argument& argument) {
    const auto offset = static_cast<unsigned>(offsetof(seccomp_data, args) + 8 * argument.index);
    const auto add = [&rule](std::initializer_list<sock_filter> more) {
        rule.insert(rule.end(), more);
    };
    const bool is_masked = argument.op == Compare::masked_equal;
    const auto wanted = is_masked ? argument.value_two : argument.value;
    const auto high = static_cast<unsigned>(wanted >> 32), low = static_cast<unsigned>(wanted);
    if (is_masked) {
        for (const unsigned half : {1U, 0U})
            add({load(offset + 4 * half),
                 BPF_STMT(BPF_ALU | BPF_AND | BPF_K,
                          static_cast<unsigned>(argument.value >> (32 * half))),
                 jump(BPF_JEQ, half ? high : low, 0, to_end)});
        return;
    }
    const auto op = argument.op;
    if (op == Compare::equal) {
        add({load(offset + 4), jump(BPF_JEQ, high, 0, to_end), load(offset),
             jump(BPF_JEQ, low, 0, to_end)});
    } else if (op == Compare::not_equal) {
        add({load(offset + 4), jump(BPF_JEQ, high, 0, 2), load(offset),
             jump(BPF_JEQ, low, to_end, 0)});
    } else if (op == Compare::greater || op == Compare::greater_or_equal) {
        add({load(offset + 4), jump(BPF_JGT, high, 3, 0), jump(BPF_JEQ, high, 0, to_end),
             load(offset), jump(op == Compare::greater ? BPF_JGT : BPF_JGE, low, 0, to_end)});
    } else {
        add({load(offset + 4), jump(BPF_JGT, high, to_end, 0), jump(BPF_JEQ, high, 0, 2),
             load(offset), jump(op == Compare::less ? BPF_JGE : BPF_JGT, low, to_end, 0)});
    }
}

/// The numbers of those of its calls that this ABI has.
std::vector<unsigned> numbers(const Seccomp::Rule& rule, std::uint32_t architecture) {
    std::vector<unsigned> all;
    for (const auto& name : rule.names)
        if (const int one = ::seccomp_syscall_resolve_name_arch(architecture, name.c_str());
            one >= 0)
            all.push_back(static_cast<unsigned>(one));
    return all;
}

/// "If it is one of these calls, and all comparisons hold, this is the answer."
void add_rule(Program& list, const Seccomp::Rule& rule, std::vector<unsigned> calls) {
    constexpr std::size_t most = 100;  // a jump is 255 instructions long at most
    while (!calls.empty()) {
        const auto count = std::min(calls.size(), most);
        Program block{load(offsetof(seccomp_data, nr))};
        for (std::size_t i = 0; i < count; ++i) {
            const bool is_last = i + 1 == count;
            block.push_back(jump(BPF_JEQ, calls.at(i), static_cast<unsigned char>(count - 1 - i),
                                 is_last ? to_end : 0));
        }
        for (const auto& argument : rule.args) compare(block, argument);
        block.push_back(BPF_STMT(BPF_RET | BPF_K, code(rule.action)));
        for (std::size_t i = 0; i < block.size(); ++i)
            for (auto* target : {&block[i].jt, &block[i].jf})
                if (BPF_CLASS(block[i].code) == BPF_JMP && *target == to_end)
                    *target = static_cast<unsigned char>(block.size() - 1 - i);
        list.insert(list.end(), block.begin(), block.end());
        calls.erase(calls.begin(), calls.begin() + static_cast<std::ptrdiff_t>(count));
    }
}

/// All rules for one ABI, after the question whether it is that.
void add_architecture(Program& program, const Seccomp& profile, const std::string& name) {
    const auto token = ::seccomp_arch_resolve_name(name.c_str());
    Program list;
    for (const auto& rule : profile.syscalls) add_rule(list, rule, numbers(rule, token));
    list.push_back(BPF_STMT(BPF_RET | BPF_K, code(profile.default_action)));
    const auto length = static_cast<unsigned>(list.size());
    const bool is_x32 = name == "x32", is_x86 = name == "x86";
    const unsigned audit = is_x86 ? AUDIT_ARCH_I386 : AUDIT_ARCH_X86_64;
    const Program question{
        load(offsetof(seccomp_data, arch)), jump(BPF_JEQ, audit, 0, 2),
        load(offsetof(seccomp_data, nr)),
        is_x86 ? jump(BPF_JGE, 0, 1, 1) : jump(BPF_JGE, x32_bit, is_x32 ? 1 : 0, is_x32 ? 0 : 1),
        BPF_STMT(BPF_JMP | BPF_JA, length)};
    program.insert(program.end(), question.begin(), question.end());
    program.insert(program.end(), list.begin(), list.end());
}

}  // namespace

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    Program program;
    for (const auto& name : profile.architectures) add_architecture(program, profile, name);
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    return program;
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    if (!profile || !profile->listener_path.empty() || !profile->flags.empty())
        return reference::seccomp(profile);
    Layer layer{"seccomp"};
    const auto program = std::make_shared<Program>();
    layer.prepare = [profile, program](Context&) {
        *program = ::seccomp::cached(*profile, layers::filter);
    };
    const auto load = [program](Context&) { sys::seccomp_set_mode_filter(0, *program); };
    (profile->while_privileged ? layer.inside : layer.filter) = load;
    return layer;
}

}  // namespace container
