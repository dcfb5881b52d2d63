// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/challenge.hpp"
#include "registry/program/credentials.hpp"
#include "registry/program/http.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace registry {

/// What one registry is shown so that it answers: a password, or tokens that another server gives
/// for it (the distribution project's docs/spec/auth/token.md). Shared by threads.
class Authorizer {
public:
    Authorizer(Access access, std::optional<Credentials> credentials)
        : access_{std::move(access)}, credentials_{std::move(credentials)} {}

    /// The Authorization header for what `scope` names ("repository:NAME:pull"); empty if nothing
    /// was asked for yet, or if the token has had its time.
    std::string header(const std::string& scope);
    /// After a 401 to a request with `used`: another header for it. Throws if there is none that
    /// could help.
    std::string renew(const std::string& scope, const std::string& used, const Headers& answer,
                      Http& http);

    bool has_credentials() const noexcept { return credentials_.has_value(); }

private:
    struct Token {
        std::string header;
        std::chrono::steady_clock::time_point expiry;
    };
    std::string basic() const;
    Token fetch_token(const Challenge& challenge, const std::string& scope, Http& http) const;
    Request token_request(const Challenge& challenge, const std::string& scope) const;
    void check_realm(const std::string& realm) const;

    Access access_;
    std::optional<Credentials> credentials_;
    std::mutex mutex_;
    std::map<std::string, Token> tokens_;  ///< By scope.
};

/// "%2F" and the like for what a query may not have in it, RFC 3986.
std::string url_encoded(const std::string& text);

}  // namespace registry
