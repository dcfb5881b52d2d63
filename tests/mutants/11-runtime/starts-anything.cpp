// SPDX-License-Identifier: MIT
// caught by: 11.start-once
// start does not look at what the container is doing.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>

namespace runtime {

void lifecycle::start(Entry& entry) {
    entry.lock();
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    std::filesystem::remove(entry.gate());
    program.send(container::Message::go);
    program.receive();
}

}  // namespace runtime
