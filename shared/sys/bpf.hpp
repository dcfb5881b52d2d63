// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <linux/bpf.h>

#include <vector>

/// Programs that the kernel runs for us: bpf(2), under its commands' names. Each throws SysError.
namespace sys {

/// BPF_PROG_LOAD: has the kernel check and translate a program. `type` says when it will be run.
Fd bpf_prog_load(bpf_prog_type type, const std::vector<bpf_insn>& program);

/// BPF_PROG_ATTACH with BPF_F_ALLOW_MULTI: the group's own and its parents' programs all decide.
/// It stays for as long as the group does.
void bpf_prog_attach(BorrowedFd program, BorrowedFd group, bpf_attach_type type);

}  // namespace sys
