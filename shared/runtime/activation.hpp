// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace runtime {

/// Socket activation, sd_listen_fds(3): the sockets that a service manager has opened for us are
/// the program's, from descriptor 3 on, and its environment says so.
void pass_on_sockets(container::Process& process);

}  // namespace runtime
