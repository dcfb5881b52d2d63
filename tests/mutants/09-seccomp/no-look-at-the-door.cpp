// SPDX-License-Identifier: MIT
// caught by: 09.x86
// The numbers of 32-bit calls are taken for those of 64-bit ones that are allowed.
#include "changed_program.hpp"

namespace container {

Program spoilt(Program program, const Seccomp&) {
    return joined({BPF_STMT(BPF_LD | BPF_W | BPF_ABS, architecture_at),
                   BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_I386, 0, 1),
                   BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)},
                  program);
}

}  // namespace container
