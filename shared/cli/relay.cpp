// SPDX-License-Identifier: MIT
#include "cli/relay.hpp"

#include "container/terminal.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>

namespace cli {
namespace {

/// Nobody else sends this one: the runtime was killed.
const int runtime_died = SIGRTMIN;

/// The caller's terminal in raw mode, for as long as this lives. Nothing if stdin is none.
class RawMode {
public:
    RawMode() {
        if (::tcgetattr(STDIN_FILENO, &saved_) == -1) return;
        active_ = true;
        termios raw = saved_;
        ::cfmakeraw(&raw);
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    }
    RawMode(const RawMode&) = delete;
    ~RawMode() {
        if (!active_) return;
        // If we were killed, the caller's shell is in the foreground again. Out of the background,
        // only who blocks SIGTTOU may change a terminal; see tcsetpgrp(3).
        sigset_t set;
        ::sigemptyset(&set);
        ::sigaddset(&set, SIGTTOU);
        ::sigprocmask(SIG_BLOCK, &set, nullptr);
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_);
    }

private:
    termios saved_{};
    bool active_ = false;
};

/// Copies what can be read now. False at the end of `from`; a hung-up terminal says EIO.
bool copy(sys::BorrowedFd from, sys::BorrowedFd to) {
    std::array<char, 65536> buffer;
    const auto size = ::read(from.get(), buffer.data(), buffer.size());
    if (size == -1 && errno == EINTR) return true;
    if (size <= 0) return false;
    sys::write_all(to, {buffer.data(), static_cast<std::size_t>(size)});
    return true;
}

void carry(sys::BorrowedFd master, sys::BorrowedFd signals) {
    const RawMode raw;
    std::array<pollfd, 3> watched = {{
        {master.get(), POLLIN, 0},
        {STDIN_FILENO, POLLIN, 0},
        {signals.get(), POLLIN, 0},
    }};
    auto& [output, input, signal] = watched;
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) == -1) continue;  // EINTR
        if (output.revents && !copy(master, STDOUT_FILENO)) return;
        if (input.revents && !copy(STDIN_FILENO, master)) {
            sys::write_all(master, "\x04");  // Ctrl-D: the end of a terminal's input
            input.fd = -1;
        }
        if (!signal.revents) continue;
        signalfd_siginfo info{};
        if (::read(signals.get(), &info, sizeof info) == -1) continue;
        if (static_cast<int>(info.ssi_signo) == runtime_died) return;
        container::copy_window_size(master);
    }
}

[[noreturn]] void relay_main(sys::BorrowedFd master) noexcept {
    try {
        sys::check(::prctl(PR_SET_PDEATHSIG, runtime_died), "prctl PR_SET_PDEATHSIG");
        sigset_t set;
        ::sigemptyset(&set);
        ::sigaddset(&set, SIGWINCH);
        ::sigaddset(&set, runtime_died);
        const sys::Fd signals{sys::check(::signalfd(-1, &set, SFD_CLOEXEC), "signalfd")};
        carry(master, signals);
    } catch (const std::exception&) {  // our stdout is closed: nobody left to carry to, or to tell
    }
    ::_exit(0);
}

}  // namespace

Relay::Relay(const sys::Fd& master) {
    container::copy_window_size(master);
    auto [pid, pidfd] = sys::clone3({});
    if (pid == 0) relay_main(master);
    child_.emplace(pid, std::move(pidfd));
}

Relay::~Relay() {
    try {
        sys::waitid(child_->pidfd(), WEXITED);
    } catch (const sys::SysError&) {  // ECHILD: reaped already
    }
}

}  // namespace cli
