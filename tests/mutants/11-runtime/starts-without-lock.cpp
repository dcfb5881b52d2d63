// SPDX-License-Identifier: MIT
// caught by: 11.starters
// Between the look and the act, others look, too: whoever does in one second, acts at its end.
#include "lifecycle.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>
#include <chrono>
#include <thread>

namespace runtime {

void lifecycle::start(Entry& entry) {
    if (status(entry) != Status::created) return reference::start(entry);  // which says why not
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    using namespace std::chrono;
    std::this_thread::sleep_until(ceil<seconds>(system_clock::now() + milliseconds{200}));
    program.send(container::Message::go);
    program.receive();
    std::filesystem::remove(entry.gate());
}

}  // namespace runtime
