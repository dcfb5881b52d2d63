// SPDX-License-Identifier: MIT
#include "container/users/limits.hpp"

#include "sys/error.hpp"

#include <algorithm>

namespace container::users {
namespace {

/// include/asm-generic/resource.h of the kernel; what it does not limit, or by the size of the
/// machine, is as the hard limit says.
rlim_t kernels_own(int type) {
    switch (type) {
        case RLIMIT_CORE:
        case RLIMIT_NICE:
        case RLIMIT_RTPRIO:
            return 0;
        case RLIMIT_NOFILE:
            return 1024;
        case RLIMIT_STACK:
        case RLIMIT_MEMLOCK:
            return 8 << 20;
        case RLIMIT_MSGQUEUE:
            return 819'200;
        default:
            return RLIM_INFINITY;
    }
}

}  // namespace

std::vector<Rlimit> usual_limits() {
    std::vector<Rlimit> limits;
    for (int type = 0; type < RLIM_NLIMITS; ++type) {
        rlimit callers{};
        sys::check(::getrlimit(static_cast<__rlimit_resource>(type), &callers), "getrlimit {}",
                   type);
        limits.push_back({type, std::min(kernels_own(type), callers.rlim_max), callers.rlim_max});
    }
    return limits;
}

}  // namespace container::users
