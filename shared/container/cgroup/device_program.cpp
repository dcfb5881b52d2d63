// SPDX-License-Identifier: MIT
//
// Device rules as a program that the kernel runs whenever a process of the group makes or opens a
// device node: https://docs.kernel.org/bpf/standardization/instruction-set.html for the
// instructions, struct bpf_cgroup_dev_ctx in <linux/bpf.h> for what it is asked.
//
// What is still undecided of the access wanted is in `wanted`. Rule by rule, the last one first:
//
//     wrong device?                       on to the next rule
//     deny:   wanted & access?            return 0
//     allow:  wanted &= ~access;  none?   return 1
//
// and what no rule has decided is allowed.
#include "container/cgroup/devices.hpp"

#include <cstddef>

namespace container::cgroup {
namespace {

constexpr std::uint8_t result = BPF_REG_0;
constexpr std::uint8_t context = BPF_REG_1;
constexpr std::uint8_t type = BPF_REG_2;
constexpr std::uint8_t wanted = BPF_REG_3;
constexpr std::uint8_t major = BPF_REG_4;
constexpr std::uint8_t minor = BPF_REG_5;

bpf_insn instruction(int code, std::uint8_t to, std::uint8_t from, int offset, int value) {
    bpf_insn made{};
    made.code = static_cast<std::uint8_t>(code);
    made.dst_reg = to & 0xf;
    made.src_reg = from & 0xf;
    made.off = static_cast<std::int16_t>(offset);
    made.imm = value;
    return made;
}

bpf_insn load(std::uint8_t to, std::size_t offset) {
    return instruction(BPF_LDX | BPF_MEM | BPF_W, to, context, static_cast<int>(offset), 0);
}

bpf_insn copy(std::uint8_t to, std::uint8_t from) {
    return instruction(BPF_ALU | BPF_MOV | BPF_X, to, from, 0, 0);
}

/// `to` becomes `to OPERATION value`.
bpf_insn compute(int operation, std::uint8_t to, int value) {
    return instruction(BPF_ALU | operation | BPF_K, to, 0, 0, value);
}

/// If `left CONDITION value`, skips `count` instructions.
bpf_insn skip_if(int condition, std::uint8_t left, int value, int count) {
    return instruction(BPF_JMP32 | condition | BPF_K, left, 0, count, value);
}

using Program = std::vector<bpf_insn>;

void add_return(Program& program, bool allow) {
    program.push_back(compute(BPF_MOV, result, allow ? 1 : 0));
    program.push_back(instruction(BPF_JMP | BPF_EXIT, 0, 0, 0, 0));
}

int bits(const std::string& access) {
    int bits = 0;
    for (const char kind : access)
        bits |= kind == 'r'   ? BPF_DEVCG_ACC_READ
                : kind == 'w' ? BPF_DEVCG_ACC_WRITE
                              : BPF_DEVCG_ACC_MKNOD;
    return bits;
}

/// What happens to an access of the rule's device.
Program decision(const DeviceRule& rule) {
    Program program;
    if (rule.allow) {
        program.push_back(compute(BPF_AND, wanted, ~bits(rule.access)));
        program.push_back(skip_if(BPF_JNE, wanted, 0, 2));
    } else {
        program.push_back(copy(result, wanted));
        program.push_back(compute(BPF_AND, result, bits(rule.access)));
        program.push_back(skip_if(BPF_JEQ, result, 0, 2));
    }
    add_return(program, rule.allow);
    return program;
}

void add_rule(Program& program, const DeviceRule& rule) {
    struct Comparison {
        std::uint8_t left;
        int value;
    };
    std::vector<Comparison> comparisons;
    if (rule.type != 'a')
        comparisons.push_back({type, rule.type == 'b' ? BPF_DEVCG_DEV_BLOCK : BPF_DEVCG_DEV_CHAR});
    if (rule.major) comparisons.push_back({major, static_cast<int>(*rule.major)});
    if (rule.minor) comparisons.push_back({minor, static_cast<int>(*rule.minor)});

    const auto then = decision(rule);
    auto left = static_cast<int>(comparisons.size() + then.size());
    for (const auto& comparison : comparisons)
        program.push_back(skip_if(BPF_JNE, comparison.left, comparison.value, --left));
    program.insert(program.end(), then.begin(), then.end());
}

}  // namespace

Program device_program(const std::vector<DeviceRule>& rules) {
    Program program = {
        load(type, offsetof(bpf_cgroup_dev_ctx, access_type)),
        copy(wanted, type),
        compute(BPF_AND, type, 0xffff),  // the lower half is the type, the upper the access
        compute(BPF_RSH, wanted, 16),
        load(major, offsetof(bpf_cgroup_dev_ctx, major)),
        load(minor, offsetof(bpf_cgroup_dev_ctx, minor)),
    };
    for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) add_rule(program, *rule);
    add_return(program, true);
    return program;
}

}  // namespace container::cgroup
