// SPDX-License-Identifier: MIT
// caught by: 00.signal-status
// WEXITSTATUS without WIFEXITED: of a program that a signal ended, it reads 0.
#include "reference.hpp"

#include <sys/wait.h>

namespace container {

int layers::wait(const Child& child) {
    int status = 0;
    ::waitpid(child.pid(), &status, 0);
    return WEXITSTATUS(status);
}

}  // namespace container
