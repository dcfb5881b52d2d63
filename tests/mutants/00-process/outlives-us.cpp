// SPDX-License-Identifier: MIT
// caught by: 00.killed
// The program is not to die with its parent, as no fresh program does: nobody holds it any more.
#include "reference.hpp"

#include <sys/prctl.h>

namespace container {

void layers::execute(const Process& process) {
    ::prctl(PR_SET_PDEATHSIG, 0);
    reference::execute(process);
}

}  // namespace container
