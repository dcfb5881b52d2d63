// SPDX-License-Identifier: MIT
#include "sys/bpf.hpp"

#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace sys {

Fd bpf_prog_load(bpf_prog_type type, const std::vector<bpf_insn>& program) {
    static constexpr char license[] = "MIT";
    bpf_attr attr{};
    attr.prog_type = type;
    attr.insns = reinterpret_cast<std::uintptr_t>(program.data());
    attr.insn_cnt = static_cast<std::uint32_t>(program.size());
    attr.license = reinterpret_cast<std::uintptr_t>(license);
    const trace::Call call{"bpf", "BPF_PROG_LOAD"};
    const auto fd = ::syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof attr);
    return Fd{static_cast<int>(check(fd, "bpf BPF_PROG_LOAD"))};
}

void bpf_prog_attach(BorrowedFd program, BorrowedFd group, bpf_attach_type type) {
    bpf_attr attr{};
    attr.target_fd = static_cast<std::uint32_t>(group.get());
    attr.attach_bpf_fd = static_cast<std::uint32_t>(program.get());
    attr.attach_type = type;
    attr.attach_flags = BPF_F_ALLOW_MULTI;
    const trace::Call call{"bpf", "BPF_PROG_ATTACH"};
    check(::syscall(SYS_bpf, BPF_PROG_ATTACH, &attr, sizeof attr), "bpf BPF_PROG_ATTACH");
}

}  // namespace sys
