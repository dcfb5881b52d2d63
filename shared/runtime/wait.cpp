// SPDX-License-Identifier: MIT
#include "runtime/wait.hpp"

#include "container/signals.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace runtime {

sigset_t block_signals() {
    ::signal(SIGCHLD, SIG_DFL);  // a caller who ignores it would have the kernel reap for us
    const auto set = container::signals_handed_on();
    sys::sigprocmask(set);
    return set;
}

int wait_for(sys::BorrowedFd child, const sigset_t& signals, sys::BorrowedFd other,
             const std::function<void()>& read) {
    const sys::Fd queue{sys::check(::signalfd(-1, &signals, SFD_CLOEXEC), "signalfd")};
    std::array<pollfd, 2> watched = {{{queue.get(), POLLIN, 0}, {other.get(), POLLIN, 0}}};
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) == -1) continue;  // EINTR
        if (watched[1].revents) read();
        if (!watched[0].revents) continue;
        signalfd_siginfo signal{};
        if (::read(queue.get(), &signal, sizeof signal) == -1) continue;
        if (signal.ssi_signo != SIGCHLD)
            sys::pidfd_send_signal(child, static_cast<int>(signal.ssi_signo));
        else if (const auto end = sys::waitid(child, WEXITED | WNOHANG))
            return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
    }
}

}  // namespace runtime
