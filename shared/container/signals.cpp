// SPDX-License-Identifier: MIT
#include "container/signals.hpp"

#include <charconv>
#include <csignal>
#include <cstring>

namespace container {
namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<int> signal_number(std::string_view text) {
    if (const auto value = number(text))
        return *value > 0 && *value <= SIGRTMAX ? value : std::nullopt;
    if (text.starts_with("SIG")) text.remove_prefix(3);
    for (int signal = 1; signal < SIGRTMIN; ++signal)
        if (const char* name = ::sigabbrev_np(signal); name && text == name) return signal;
    if (!text.starts_with("RTMIN+")) return std::nullopt;
    const auto above = number(text.substr(6));
    if (!above || *above < 0 || SIGRTMIN + *above > SIGRTMAX) return std::nullopt;
    return SIGRTMIN + *above;
}

sigset_t signals_handed_on() {
    sigset_t set;
    ::sigfillset(&set);
    for (const int signal : {SIGTSTP, SIGTTIN, SIGTTOU}) ::sigdelset(&set, signal);
    return set;
}

}  // namespace container
