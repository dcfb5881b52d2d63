// SPDX-License-Identifier: MIT
#include "registry/program/password.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace registry {
namespace {

/// A terminal that shows nothing of what is typed, for as long as this lives. Ctrl-C is a character
/// meanwhile, since the signal would leave it so. Nothing if stdin is none.
class Silence {
public:
    Silence() {
        if (::tcgetattr(STDIN_FILENO, &saved_) == -1) return;
        active_ = true;
        std::fputs("Password: ", stderr);
        termios silent = saved_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    Silence(const Silence&) = delete;
    ~Silence() {
        if (!active_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved_);
        std::fputs("\n", stderr);
    }
    /// What stands for Ctrl-C, Ctrl-D and for deleting a character.
    bool is(char c, int which) const { return active_ && cc_t(c) == saved_.c_cc[which]; }

private:
    termios saved_{};
    bool active_ = false;
};

}  // namespace

std::string read_password() {
    const Silence silence;
    std::string password;
    for (char c = 0; ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n' && c != '\r';) {
        if (silence.is(c, VINTR)) throw std::runtime_error{"stopped"};
        if (silence.is(c, VEOF)) break;
        if (!silence.is(c, VERASE))
            password += c;
        else if (!password.empty())
            password.pop_back();
    }
    if (password.empty()) throw std::runtime_error{"there is no password on stdin"};
    return password;
}

}  // namespace registry
