// SPDX-License-Identifier: MIT
#pragma once

#include "server.hpp"
#include "support/fixture.hpp"

#include <string>

/// Passwords, certificates and tokens, as real registries want them. openssl(1) makes them.
namespace secrets {

using support::Path;

std::string base64(const std::string& bytes);

/// A registry's `auth:` for one user with a password, kept in a file in `directory`.
std::string basic_auth(const Path& directory, const std::string& user, const std::string& password);

/// An authority that nobody knows, and of it server.pem and server.key, for 127.0.0.1. Returns the
/// authority's certificate.
Path make_authority(const Path& directory);

/// Gives out tokens (the distribution project's docs/spec/auth/token.md) that a docker-registry
/// takes: signed (RFC 7519) with a key of its own. Everybody may pull; who knows the password may
/// push. The registry checks each token; Debian has no such server, so this one is ours.
class TokenServer {
public:
    TokenServer(const Path& directory, std::string user, std::string password);

    /// A registry's `auth:` that sends here.
    std::string configuration() const;
    /// What was asked for, a line each.
    std::string asked() const;

private:
    http::Reply answer(const http::Message& request) const;
    std::string token(const std::string& target, bool known) const;

    Path directory_;
    std::string credentials_;
    std::string certificate_;  ///< DER, in base64.
    http::Server server_;
};

}  // namespace secrets
