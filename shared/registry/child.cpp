// SPDX-License-Identifier: MIT
#include "registry/child.hpp"

#include "sys/error.hpp"
#include "sys/process.hpp"

#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

namespace registry {

Signals::Signals() : before_{sys::blocked_signals()} {
    ::sigemptyset(&set_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&set_, signal);
    ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    file_ = sys::Fd{sys::check(::signalfd(-1, &set_, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd")};
}

Signals::~Signals() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

int Signals::take() const {
    signalfd_siginfo info{};
    return ::read(file_.get(), &info, sizeof info) > 0 ? static_cast<int>(info.ssi_signo) : 0;
}

Child::Child(const std::string& path, const std::vector<std::string>& words, sys::BorrowedFd passed,
             int number, const sigset_t& mask) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, passed.get(), number);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &mask);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const int error = ::posix_spawn(&pid_, path.c_str(), &actions, &attributes,
                                    sys::c_strings(words).data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + path};
}

Child::~Child() {
    if (pid_ <= 0) return;
    signal(SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

void Child::signal(int number) const {
    ::kill(pid_, number);
}

int Child::wait() {
    int status = 0;
    sys::check(::waitpid(std::exchange(pid_, -1), &status, 0), "waitpid");
    return status;
}

}  // namespace registry
