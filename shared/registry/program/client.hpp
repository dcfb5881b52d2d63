// SPDX-License-Identifier: MIT
#pragma once

#include "image/reference.hpp"
#include "registry/program/authorizer.hpp"
#include "registry/program/http.hpp"
#include "registry/program/patience.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace registry {

/// One repository of one registry, and who we are to it. Shared by threads.
struct Repository {
    Repository(const image::Reference& reference, const Access& access, std::string scope);

    /// "https://HOST/v2/REPOSITORY/" + rest.
    std::string url(const std::string& rest) const { return base + rest; }

    /// It is this registry's own, and not one that a Location header led to.
    bool owns(const std::string& address) const { return address.starts_with(origin + "/"); }

    std::string host;    ///< For people: docker.io.
    std::string origin;  ///< "https://HOST".
    std::string base;
    Access access;
    std::string scope;  ///< What tokens are asked for: "repository:NAME:pull" and the like.
    Authorizer authorizer;
    std::atomic<bool> stop = false;  ///< Somebody failed: all others are to give up.
};

/// Where the registry of that name answers: docker's is not at docker.io.
std::string api_host(const std::string& registry);

/// A thread's conversation with it: each request as who we are, and again when that may help.
class Client {
public:
    explicit Client(Repository& repository)
        : repository_{repository}, http_{repository.access, &repository.stop} {}

    /// One try, whatever the answer's status but 401, which a new token or a password may cure.
    Response once(Request request);
    /// A good answer, after as many tries as are reasonable. Throws Trouble if it is refused.
    Response ask(const Request& request);

    Repository& repository() noexcept { return repository_; }

private:
    Repository& repository_;
    Http http_;
};

}  // namespace registry
