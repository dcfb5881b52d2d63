// SPDX-License-Identifier: MIT
#include "programs.hpp"

#include "seccomp/profile.hpp"
#include "seccomp/resolve.hpp"
#include "support/seed.hpp"

#include <linux/audit.h>
#include <linux/bpf_common.h>
#include <seccomp.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace programs {
namespace {

using support::random_number;

std::uint64_t random_value() {
    const std::uint64_t of[] = {0, 1, 7, 0x80, 0xffffffff, 1ULL << 32, 0x7e020000, UINT64_MAX};
    return of[random_number(0, 7)] + static_cast<std::uint64_t>(random_number(0, 2));
}

Seccomp::Action random_action() {
    using Kind = Seccomp::Action::Kind;
    constexpr Kind kinds[] = {Kind::kill_process, Kind::kill_thread, Kind::trap, Kind::error,
                              Kind::error,        Kind::trace,       Kind::log,  Kind::allow};
    const auto kind = kinds[random_number(0, 7)];
    const bool has_number = kind == Kind::error || kind == Kind::trace;
    return {kind, has_number ? static_cast<unsigned>(random_number(1, 3)) : 0};
}

std::string random_call() {
    for (;;) {
        const int number = random_number(0, 460);
        const std::uint32_t arch = random_number(0, 1) ? SCMP_ARCH_NATIVE : SCMP_ARCH_X86;
        char* name = ::seccomp_syscall_resolve_num_arch(arch, number);
        const std::string result = name ? name : "";
        std::free(name);
        if (!result.empty()) return result;
    }
}

}  // namespace

Seccomp resolved(std::string_view text) {
    return seccomp::resolve(seccomp::parse_profile(text), {{"CAP_CHOWN"}});
}

Seccomp random_profile() {
    auto profile = resolved(seccomp::default_profile());
    if (random_number(0, 2) == 0) profile.architectures.resize(1);
    profile.default_action = random_action();
    profile.syscalls.clear();
    const int rules = random_number(0, 1) ? random_number(1, 12) : random_number(12, 300);
    for (int i = 0; i < rules; ++i) {
        Seccomp::Rule rule{{random_call()}, random_action(), {}, {}, 0};
        for (unsigned index = 0; index < 6; ++index)
            if (random_number(0, 5) == 0)
                rule.args.push_back({index,
                                     static_cast<Seccomp::Argument::Compare>(random_number(0, 6)),
                                     random_value(), random_value()});
        profile.syscalls.push_back(rule);
    }
    return profile;
}

Program random_program() {
    const int size = random_number(3, random_number(0, 1) ? 40 : 700);
    const auto pick = [](auto... all) {
        const std::uint32_t of[] = {static_cast<std::uint32_t>(all)...};
        return of[static_cast<std::size_t>(random_number(0, sizeof...(all) - 1))];
    };
    Program program{{BPF_LD | BPF_W | BPF_ABS, 0, 0, pick(0, 4)}};
    while (static_cast<int>(program.size()) < size) {
        const int left = std::min(size - static_cast<int>(program.size()) - 1, 255);
        const auto jump = [&] { return static_cast<std::uint8_t>(random_number(0, left)); };
        const int kind = random_number(0, 39);
        if (kind < 6)
            program.push_back({BPF_LD | BPF_W | BPF_ABS, 0, 0, pick(0, 0, 0, 4, 16, 20, 24)});
        else if (kind < 8)
            program.push_back({BPF_RET | BPF_K, 0, 0, pick(0, 0x7fff0000, 0x50001, 0x50002)});
        else if (kind < 9)
            program.push_back({BPF_JMP | BPF_JA, 0, 0, jump()});
        else if (kind < 10)
            program.push_back({BPF_ALU | BPF_AND | BPF_K, 0, 0, pick(1, 0xff, 0xfffffffe)});
        else
            program.push_back({static_cast<std::uint16_t>(BPF_JMP | BPF_K |
                                                          pick(BPF_JEQ, BPF_JEQ, BPF_JGT, BPF_JGE)),
                               jump(), jump(),
                               pick(AUDIT_ARCH_X86_64, AUDIT_ARCH_I386, random_number(0, 1000),
                                    random_number(0, 1000), 0x40000000, 1, 3, UINT32_MAX)});
    }
    program.push_back({BPF_RET | BPF_K, 0, 0, 0x7fff0000});
    return program;
}

Program with_a_way_of(int length) {
    constexpr std::uint16_t if_equal = BPF_JMP | BPF_JEQ | BPF_K, answer = BPF_RET | BPF_K;
    Program program{{BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, args)},
                    {if_equal, 1, 0, 1},
                    {BPF_JMP | BPF_JA, 0, 0, static_cast<std::uint32_t>(length) + 1}};
    program.insert(program.end(), static_cast<std::size_t>(length),
                   {BPF_ALU | BPF_AND | BPF_K, 0, 0, UINT32_MAX});
    program.insert(program.end(), {{if_equal, 2, 1, 2}, {if_equal, 0, 1, 3}});
    program.insert(program.end(), {{answer, 0, 0, 0x50001}, {answer, 0, 0, 0x7fff0000}});
    program.insert(program.end(), 9, {answer, 0, 0, 0});
    return program;
}

}  // namespace programs
