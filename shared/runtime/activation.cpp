// SPDX-License-Identifier: MIT
#include "runtime/activation.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace runtime {
namespace {

long number(const char* variable) {
    const char* value = std::getenv(variable);
    if (!value) return 0;
    const std::string_view text{value};
    long result = 0;
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

}  // namespace

void pass_on_sockets(container::Process& process) {
    // Whoever passes the variables on by accident has another process's number in there.
    const auto sockets = number("LISTEN_FDS");
    if (sockets <= 0 || number("LISTEN_PID") != ::getpid()) return;
    process.preserved += static_cast<unsigned>(sockets);
    process.env.push_back(fmt::format("LISTEN_FDS={}", sockets));
    process.env.emplace_back("LISTEN_PID=1");
    if (const char* names = std::getenv("LISTEN_FDNAMES"))
        process.env.push_back(fmt::format("LISTEN_FDNAMES={}", names));
}

}  // namespace runtime
