// SPDX-License-Identifier: MIT
#include "registry/program/http.hpp"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

namespace registry {

bool is_loopback(const std::string& host) {
    // "localhost" needs no look-up: curl takes it for ::1 and 127.0.0.1, whatever a resolver says.
    static const std::regex loopback{R"((localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?)"};
    return std::regex_match(host, loopback);
}

const char* scheme_for(const std::string& host, const Access& access) {
    if (!access.plain_http) return "https";
    if (is_loopback(host)) return "http";
    throw std::runtime_error{
        fmt::format("{}: --plain-http is for registries on this machine (localhost, 127.0.0.1): on "
                    "the way to any other, everybody could read the password and change the image",
                    host)};
}

}  // namespace registry
