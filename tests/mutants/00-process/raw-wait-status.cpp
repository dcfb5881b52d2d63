// SPDX-License-Identifier: MIT
// caught by: 00.exit-status
// What waitpid(2) stores is taken for the exit status: 7 is 7 << 8, of which exit(2) keeps 0.
#include "reference.hpp"

#include <sys/wait.h>

namespace container {

int layers::wait(const Child& child) {
    int status = 0;
    ::waitpid(child.pid(), &status, 0);
    return status;
}

}  // namespace container
