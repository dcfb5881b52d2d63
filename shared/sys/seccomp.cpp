// SPDX-License-Identifier: MIT
#include "sys/seccomp.hpp"

#include "sys/error.hpp"

#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sys {

Fd seccomp_set_mode_filter(unsigned flags, const std::vector<sock_filter>& program) {
    const sock_fprog filter{static_cast<unsigned short>(program.size()),
                            const_cast<sock_filter*>(program.data())};
    const auto result = check(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &filter),
                              "seccomp SECCOMP_SET_MODE_FILTER of {} instructions", program.size());
    return (flags & SECCOMP_FILTER_FLAG_NEW_LISTENER) != 0 ? Fd{static_cast<int>(result)} : Fd{};
}

}  // namespace sys
