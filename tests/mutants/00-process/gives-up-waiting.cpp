// SPDX-License-Identifier: MIT
// caught by: 00.waits
// For a fifth of a second it looks whether the program has ended, and then believes that it has.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>
#include <unistd.h>

namespace container {

int layers::wait(const Child& child) {
    for (int i = 0; i < 100; ++i) {
        if (const auto end = sys::waitid(child.pidfd(), WEXITED | WNOHANG))
            return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
        ::usleep(2000);
    }
    return 0;
}

}  // namespace container
