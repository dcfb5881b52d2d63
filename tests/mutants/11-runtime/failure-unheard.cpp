// SPDX-License-Identifier: MIT
// caught by: 11.start-fails
// What is said through the gate is not passed on.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>

#include <exception>

namespace runtime {

void lifecycle::start(Entry& entry) {
    if (status(entry) != Status::created) return reference::start(entry);
    entry.lock();
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    std::filesystem::remove(entry.gate());
    program.send(container::Message::go);
    try {
        program.receive();
    } catch (const std::exception&) {
    }
}

}  // namespace runtime
