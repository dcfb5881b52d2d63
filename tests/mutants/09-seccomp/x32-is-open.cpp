// SPDX-License-Identifier: MIT
// caught by: 09.x32
// A number that no rule has is let through.
#include "changed_program.hpp"

namespace container {

Program spoilt(Program program, const Seccomp&) {
    return joined({BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number_at),
                   BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x4000'0000, 0, 1),
                   BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)},
                  program);
}

}  // namespace container
