// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/http.hpp"

#include <map>
#include <optional>
#include <string>

namespace registry {

/// What a server wants before it answers: its header WWW-Authenticate, RFC 9110 section 11.6.1.
struct Challenge {
    std::string scheme;                             ///< Lower case: "basic", "bearer".
    std::map<std::string, std::string> parameters;  ///< realm, service, scope, ...

    std::string parameter(const std::string& name) const;
};

/// The one in these headers that we can meet, a token before a password.
std::optional<Challenge> find_challenge(const Headers& headers);

}  // namespace registry
