// SPDX-License-Identifier: MIT
#include "program.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace stage {

void become(Options& options) {
    sigset_t mask;
    ::sigemptyset(&mask);
    for (const int signal : options.block) ::sigaddset(&mask, signal);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    for (const int signal : options.ignore) ::signal(signal, SIG_IGN);
    ::umask(options.umask);
    if (options.terminal) {
        ::setsid();
        ::ioctl(0, TIOCSCTTY, 0);
    }
    sys::fchdir(options.home);
    if (!options.cwd.empty()) sys::chdir(options.cwd);
    if (options.deleted_cwd) {
        sys::mkdir("/run/gone", 0755);
        sys::chdir("/run/gone");
        ::rmdir("/run/gone");
    }
    if (options.uid != 0) {
        sys::check(::setgid(options.uid), "setgid");
        sys::check(::setuid(options.uid), "setuid");
    }
    for (const int fd : options.close) ::close(fd);
    ::execvp(options.program[0], options.program.data());
    throw sys::SysError{errno, std::string{"execvp "} + options.program[0]};
}

}  // namespace stage
