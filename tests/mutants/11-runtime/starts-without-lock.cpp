// SPDX-License-Identifier: MIT
// caught by: 11.starters
// Between the look and the act, others look, too: whoever does waits for a second one.
#include "lifecycle.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <sys/socket.h>
#include <chrono>
#include <fstream>
#include <thread>

namespace runtime {
namespace {

/// Two of them, or whoever has come alone goes on after five seconds.
void wait_for_another(const Path& looked) {
    std::ofstream{looked, std::ios::app} << '.' << std::flush;
    for (int tries = 0; tries < 500 && std::filesystem::file_size(looked) < 2; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
}

}  // namespace

void lifecycle::start(Entry& entry) {
    if (status(entry) != Status::created) return reference::start(entry);  // which says why not
    container::Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    wait_for_another(entry.state().path() / "looked");
    try {
        program.send(container::Message::go);
        program.receive();
    } catch (const sys::SysError&) {  // another one was faster: it runs, which is what was wanted
    }
    std::filesystem::remove(entry.gate());
}

}  // namespace runtime
