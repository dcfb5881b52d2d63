// SPDX-License-Identifier: MIT
#pragma once

#include "sys/error.hpp"
#include "sys/fd.hpp"

#include <sys/signalfd.h>
#include <sys/socket.h>

#include <csignal>
#include <exception>
#include <string>

/// What both processes of the stage need to talk and to wait.
namespace stage {

/// The descriptor of the socket to the harness.
constexpr int harness = 3;

inline void say(const std::string& text) {
    sys::check(::send(harness, text.data(), text.size(), MSG_NOSIGNAL), "send");
}

/// Runs `body`; what goes wrong is the harness's to know.
template <typename Body>
void report_errors(const Body& body) noexcept {
    try {
        body();
    } catch (const std::exception& e) {
        try {
            say(std::string{"error "} + e.what());
        } catch (const std::exception&) {  // the harness is gone: so are we
        }
    }
}

/// SIGCHLD as a descriptor.
inline sys::Fd ended_children() {
    sigset_t mask;
    ::sigemptyset(&mask);
    ::sigaddset(&mask, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &mask, nullptr);
    return sys::Fd{sys::check(::signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd")};
}

}  // namespace stage
