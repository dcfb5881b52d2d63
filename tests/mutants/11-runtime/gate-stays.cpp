// SPDX-License-Identifier: MIT
// caught by: 11.start
// The gate is still there when it has been opened.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>

namespace runtime {

void lifecycle::start(Entry& entry) {
    if (status(entry) != Status::created) return reference::start(entry);
    entry.lock();
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    program.send(container::Message::go);
    program.receive();
}

}  // namespace runtime
