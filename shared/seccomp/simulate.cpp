// SPDX-License-Identifier: MIT
#include "seccomp/simulate.hpp"

#include <linux/bpf_common.h>

#include <cstring>
#include <stdexcept>

namespace seccomp {
namespace {

[[noreturn]] void refuse() {
    throw std::runtime_error{"the filter has an instruction that seccomp(2) does not take"};
}

/// The machine of classic BPF, as far as libseccomp's programs need it.
struct Machine {
    const seccomp_data& call;
    std::uint32_t accumulator = 0, index = 0;
    std::uint32_t memory[BPF_MEMWORDS] = {};

    std::uint32_t word(std::uint32_t offset) const {
        if (offset % 4 != 0 || offset >= sizeof call) refuse();
        std::uint32_t value = 0;
        std::memcpy(&value, reinterpret_cast<const char*>(&call) + offset, sizeof value);
        return value;
    }

    std::uint32_t& cell(std::uint32_t number) {
        if (number >= BPF_MEMWORDS) refuse();
        return memory[number];
    }

    void load(const sock_filter& instruction) {
        switch (BPF_MODE(instruction.code)) {
            case BPF_ABS:
                accumulator = word(instruction.k);
                return;
            case BPF_IMM:
                accumulator = instruction.k;
                return;
            case BPF_MEM:
                accumulator = cell(instruction.k);
                return;
            default:
                refuse();
        }
    }

    void calculate(const sock_filter& instruction) {
        const auto operand = BPF_SRC(instruction.code) == BPF_X ? index : instruction.k;
        switch (BPF_OP(instruction.code)) {
            case BPF_AND:
                accumulator &= operand;
                return;
            case BPF_OR:
                accumulator |= operand;
                return;
            case BPF_ADD:
                accumulator += operand;
                return;
            case BPF_SUB:
                accumulator -= operand;
                return;
            default:
                refuse();
        }
    }

    /// How many instructions to pass over.
    std::uint32_t jump(const sock_filter& instruction) const {
        const auto operand = BPF_SRC(instruction.code) == BPF_X ? index : instruction.k;
        const auto either = [&](bool holds) { return holds ? instruction.jt : instruction.jf; };
        switch (BPF_OP(instruction.code)) {
            case BPF_JA:
                return instruction.k;
            case BPF_JEQ:
                return either(accumulator == operand);
            case BPF_JGT:
                return either(accumulator > operand);
            case BPF_JGE:
                return either(accumulator >= operand);
            case BPF_JSET:
                return either((accumulator & operand) != 0);
            default:
                refuse();
        }
    }
};

}  // namespace

std::uint32_t simulate(const std::vector<sock_filter>& program, const seccomp_data& call) {
    Machine machine{call};
    for (std::size_t at = 0; at < program.size(); ++at) {
        const auto& instruction = program[at];
        switch (BPF_CLASS(instruction.code)) {
            case BPF_LD:
                machine.load(instruction);
                break;
            case BPF_ST:
                machine.cell(instruction.k) = machine.accumulator;
                break;
            case BPF_ALU:
                machine.calculate(instruction);
                break;
            case BPF_JMP:
                at += machine.jump(instruction);
                break;
            case BPF_RET:
                return BPF_RVAL(instruction.code) == BPF_A ? machine.accumulator : instruction.k;
            default:
                refuse();
        }
    }
    throw std::runtime_error{"the filter has no end"};
}

}  // namespace seccomp
