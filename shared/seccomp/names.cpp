// SPDX-License-Identifier: MIT
#include "seccomp/names.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cstring>

namespace seccomp {
namespace {

constexpr std::string_view architecture_prefix = "SCMP_ARCH_";
constexpr int last_error = 133;  // EHWPOISON, errno(3)

}  // namespace

std::optional<unsigned> error_number(std::string_view name) {
    for (int number = 1; number <= last_error; ++number)
        if (const char* known = ::strerrorname_np(number); known && name == known)
            return static_cast<unsigned>(number);
    return std::nullopt;
}

std::string error_name(unsigned number) {
    const char* name = number == 0 ? nullptr : ::strerrorname_np(static_cast<int>(number));
    return name ? name : std::to_string(number);
}

std::string architecture(std::string_view name) {
    if (!name.starts_with(architecture_prefix)) return "";
    std::string result;
    for (const char c : name.substr(architecture_prefix.size()))
        result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string architecture_name(std::string_view architecture) {
    std::string result{architecture_prefix};
    for (const char c : architecture)
        result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

std::string in_words(const Action& action) {
    switch (action.kind) {
        case Action::Kind::kill_process:
            return "kills the process";
        case Action::Kind::kill_thread:
            return "kills the thread";
        case Action::Kind::trap:
            return "sends SIGSYS";
        case Action::Kind::error:
            return "fails with " + error_name(action.number);
        case Action::Kind::notify:
            return "asks the listener";
        case Action::Kind::trace:
            return fmt::format("asks the tracer, with {}", action.number);
        case Action::Kind::log:
            return "is allowed, and logged";
        case Action::Kind::allow:
            return "is allowed";
    }
    return "";
}

}  // namespace seccomp
