// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

namespace probe {
namespace {

/// argc, then each argument between brackets.
std::string args(const Args& words) {
    std::string text = std::to_string(words.size()) + "\n";
    for (const auto& word : words) text += "[" + word + "]\n";
    return text;
}

std::string env(const Args&) {
    std::string text;
    for (char** variable = environ; *variable; ++variable) text += std::string{*variable} + "\n";
    return text;
}

/// Open descriptors, asked of the kernel one by one: there may be no /proc.
std::string fds(const Args&) {
    std::string text;
    for (int fd = 0; fd < 1024; ++fd)
        if (::fcntl(fd, F_GETFD) != -1) text += std::to_string(fd) + "\n";
    return text;
}

/// "blocked: ...", "ignored: ..." with the numbers of signal(7).
std::string signals(const Args&) {
    sigset_t mask;
    ::sigprocmask(SIG_BLOCK, nullptr, &mask);
    std::string blocked = "blocked:", ignored = "ignored:";
    for (int number = 1; number <= SIGRTMAX; ++number) {
        if (::sigismember(&mask, number) == 1) blocked += " " + std::to_string(number);
        struct sigaction action {};
        if (::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
            ignored += " " + std::to_string(number);
    }
    return blocked + "\n" + ignored + "\n";
}

/// The working directory, and whether it is "/" by inode.
std::string cwd(const Args&) {
    struct stat here {
    }, root{};
    check(::stat(".", &here), "stat .");
    check(::stat("/", &root), "stat /");
    char* path = ::getcwd(nullptr, 0);
    const bool same = here.st_ino == root.st_ino && here.st_dev == root.st_dev;
    return std::string{path ? path : "(unreachable)"} + (same ? " is /" : "") + "\n";
}

std::string ids(const Args&) {
    return "pid " + std::to_string(::getpid()) + "\nppid " + std::to_string(::getppid()) +
           "\nsid " + std::to_string(::getsid(0)) + "\nuid " + std::to_string(::getuid()) +
           "\numask " +
           [] {
               const auto mask = ::umask(0);
               ::umask(mask);
               char octal[8];
               std::snprintf(octal, sizeof octal, "%03o", mask);
               return std::string{octal};
           }() +
           "\n";
}

/// Exits with the status given.
std::string leave(const Args& words) {
    ::_exit(std::stoi(words.at(0)));
}

/// Is ended by the signal given.
std::string die(const Args& words) {
    const int number = std::stoi(words.at(0));
    ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::kill(::getpid(), number);
    throw std::runtime_error{"still alive after signal " + words[0]};
}

/// The terminal on stdin: its name and size.
std::string terminal(const Args&) {
    const char* name = ::ttyname(0);
    if (!name) throw Failed{"ttyname 0"};
    winsize size{};
    check(::ioctl(0, TIOCGWINSZ, &size), "TIOCGWINSZ");
    const bool controlling = ::tcgetpgrp(0) != -1;
    return std::string{name} + " " + std::to_string(size.ws_row) + "x" +
           std::to_string(size.ws_col) + (controlling ? " controlling" : "") + "\n";
}

}  // namespace

void add_facts(Commands& commands) {
    commands.insert({{"args", args},
                     {"env", env},
                     {"fds", fds},
                     {"signals", signals},
                     {"cwd", cwd},
                     {"ids", ids},
                     {"exit", leave},
                     {"die", die},
                     {"terminal", terminal}});
}

}  // namespace probe
