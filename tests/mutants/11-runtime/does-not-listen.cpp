// SPDX-License-Identifier: MIT
// caught by: 11.start-waits
// start returns as soon as it has opened the gate.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>
#include <chrono>
#include <thread>

namespace runtime {

void lifecycle::start(Entry& entry) {
    if (status(entry) != Status::created) return reference::start(entry);
    entry.lock();
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    std::filesystem::remove(entry.gate());
    program.send(container::Message::go);
    std::this_thread::sleep_for(std::chrono::milliseconds{200});  // but lives on for a while
}

}  // namespace runtime
