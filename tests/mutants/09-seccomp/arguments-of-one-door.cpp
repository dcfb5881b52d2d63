// SPDX-License-Identifier: MIT
// caught by: 09.x86-arguments
// A rule with arguments is one for 64 bits.
#include "changed_program.hpp"

namespace container {

Program spoilt(Program program, const Seccomp& profile) {
    auto narrow = profile;
    std::erase(narrow.architectures, "x32");
    std::erase_if(narrow.syscalls, [](const auto& rule) { return !rule.args.empty(); });
    const auto others = reference::filter(narrow);
    const Program choice{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, architecture_at),
                         BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_I386, 1, 0),
                         BPF_STMT(BPF_JMP | BPF_JA, static_cast<unsigned>(others.size()))};
    return joined(joined(choice, others), program);
}

}  // namespace container
