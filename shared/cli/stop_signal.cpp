// SPDX-License-Identifier: MIT
#include "cli/stop_signal.hpp"

namespace cli {
namespace {

// For the handler, which is given nothing but the number of what has come.
int wanted = SIGTERM;
pid_t receiver = 0;

/// The receiver is our child and not waited for while this can run: its number is its own.
void send_on(int) {
    ::kill(receiver, wanted);
}

void set_blocked(int how) {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGTERM);
    ::sigprocmask(how, &set, nullptr);
}

}  // namespace

StopSignal::StopSignal(int signal, pid_t init) : replaces_{signal != SIGTERM} {
    if (!replaces_) return;
    wanted = signal;
    receiver = init;
    ::signal(SIGTERM, send_on);
    set_blocked(SIG_UNBLOCK);  // so it is not among those that are waited for and handed on
}

StopSignal::~StopSignal() {
    if (!replaces_) return;
    set_blocked(SIG_BLOCK);
    ::signal(SIGTERM, SIG_DFL);
}

}  // namespace cli
