// SPDX-License-Identifier: MIT
#include "registry/program/answers.hpp"
#include "registry/program/authorizer.hpp"
#include "registry/program/client.hpp"
#include "registry/program/commands.hpp"
#include "registry/program/password.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace registry::program {
namespace {

/// A bare host, as in Reference.
void check_registry(const std::string& registry) {
    if (!registry.empty() && registry.find_first_of("/@ \n?#") == std::string::npos) return;
    throw std::runtime_error{
        fmt::format("\"{}\" names no registry: write HOST or HOST:PORT", registry)};
}

/// Asks for what everybody who is somebody may see: distribution-spec, "Determining Support".
void try_out(const std::string& registry, const Credentials& credentials, const Access& access) {
    const auto url = fmt::format("{}://{}/v2/", scheme_for(registry, access), api_host(registry));
    Authorizer authorizer{access, credentials};
    Http http{access};
    auto answer = http.send({"GET", url});
    if (answer.status == 401) {
        Request again{"GET", url};
        again.authorization = authorizer.renew("", "", answer.headers, http);
        answer = http.send(again);
        if (answer.status == 401)
            throw std::runtime_error{"the registry says: wrong user or password"};
    }
    if (!answer.is_good()) throw refusal(answer);
}

}  // namespace

nlohmann::json login(const std::string& registry, const std::string& user, const Access& access) {
    check_registry(registry);
    scheme_for(registry, access);  // before anybody types a password
    if (user.empty() || user.find(':') != std::string::npos)
        throw std::runtime_error{"a user's name is not empty and has no colon in it"};
    const Credentials credentials{user, read_password()};
    patiently(nullptr, [&] { return try_out(registry, credentials, access); });
    const auto file = keep_credentials(registry, credentials);
    std::puts(fmt::format("Login Succeeded: {}, kept in {}", registry, file.native()).c_str());
    return nullptr;
}

nlohmann::json logout(const std::string& registry) {
    check_registry(registry);
    if (!forget_credentials(registry)) throw std::runtime_error{"there was no login"};
    std::puts(fmt::format("Removed the login for {}", registry).c_str());
    return nullptr;
}

}  // namespace registry::program
