// SPDX-License-Identifier: MIT
#include "build/signals.hpp"

#include "container/command_error.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"

#include <sys/signalfd.h>

#include <cstring>

namespace build {

Signals::Signals() : callers_mask_{sys::blocked_signals()} {
    ::signal(SIGCHLD, SIG_DFL);  // a caller who ignores it would have the kernel reap for us
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&set, signal);
    file_ = sys::Fd{sys::check(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd")};
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
}

Signals::~Signals() {
    ::sigprocmask(SIG_SETMASK, &callers_mask_, nullptr);
}

void Signals::check() const {
    signalfd_siginfo info{};
    if (::read(file_.get(), &info, sizeof info) != sizeof info) return;
    const int signal = static_cast<int>(info.ssi_signo);
    throw container::CommandError{128 + signal, std::string{"stopped: "} + ::strsignal(signal)};
}

}  // namespace build
