// SPDX-License-Identifier: MIT
// caught by: 11.died-waiting
// start takes the gate for a sign of life, and knocks until somebody opens.
#include "lifecycle.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>
#include <chrono>
#include <thread>

namespace runtime {

void lifecycle::start(Entry& entry) {
    if (!std::filesystem::exists(entry.gate())) return reference::start(entry);
    entry.lock();
    for (;;) try {
            container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
            std::filesystem::remove(entry.gate());
            program.send(container::Message::go);
            program.receive();
            return;
        } catch (const sys::SysError& e) {
            if (e.error() != ECONNREFUSED) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
}

}  // namespace runtime
