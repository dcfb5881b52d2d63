// SPDX-License-Identifier: MIT
#include "sys/seccomp.hpp"

#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace sys {

Fd seccomp_set_mode_filter(unsigned flags, const std::vector<sock_filter>& program) {
    const sock_fprog filter{static_cast<unsigned short>(program.size()),
                            const_cast<sock_filter*>(program.data())};
    const trace::Call call{"seccomp"};
    const auto result = check(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &filter),
                              "seccomp SECCOMP_SET_MODE_FILTER of {} instructions", program.size());
    return (flags & SECCOMP_FILTER_FLAG_NEW_LISTENER) != 0 ? Fd{static_cast<int>(result)} : Fd{};
}

/// It looks at the flags first, and then at the program, which is nowhere.
bool seccomp_knows_flag(unsigned flag) noexcept {
    // This one is about listeners, and refused without one.
    if (flag == SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV) flag |= SECCOMP_FILTER_FLAG_NEW_LISTENER;
    return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flag, nullptr) == -1 && errno == EFAULT;
}

}  // namespace sys
