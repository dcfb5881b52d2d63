// SPDX-License-Identifier: MIT
// caught by: 09.other-doors
// A door that the profile does not name has no rules, so all may pass.
#include "changed_program.hpp"

namespace container {

Program spoilt(Program program, const Seccomp& profile) {
    for (const auto& one : profile.architectures)
        if (one == "x86") return program;
    return joined({BPF_STMT(BPF_LD | BPF_W | BPF_ABS, architecture_at),
                   BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_I386, 0, 1),
                   BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)},
                  program);
}

}  // namespace container
