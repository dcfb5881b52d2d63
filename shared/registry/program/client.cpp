// SPDX-License-Identifier: MIT
#include "registry/program/client.hpp"

#include "registry/program/answers.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace registry {
namespace {

/// RFC 7234's form, which distribution-spec prescribes: 299 - "text".
void show_warnings(const std::string& host, const Response& response) {
    const auto [first, last] = response.headers.equal_range("warning");
    for (auto warning = first; warning != last; ++warning) {
        const auto quote = warning->second.find('"');
        if (!warning->second.starts_with("299 ") || quote == std::string::npos) continue;
        const auto text = warning->second.substr(quote + 1, warning->second.rfind('"') - quote - 1);
        std::fputs(fmt::format("warning: {} says: {}\n", host, printable(text)).c_str(), stderr);
    }
}

}  // namespace

std::string api_host(const std::string& registry) {
    return registry == "docker.io" ? "registry-1.docker.io" : registry;
}

Repository::Repository(const image::Reference& reference, const Access& how, std::string what)
    : host{reference.registry},
      origin{fmt::format("{}://{}", scheme_for(reference.registry, how),
                         api_host(reference.registry))},
      base{fmt::format("{}/v2/{}/", origin, reference.repository)},
      access{how},
      scope{std::move(what)},
      authorizer{how, find_credentials(reference.registry, reference.repository)} {}

Response Client::once(Request request) {
    auto& authorizer = repository_.authorizer;
    const bool ours = repository_.owns(request.url);
    if (ours) request.authorization = authorizer.header(repository_.scope);
    auto response = http_.send(request);
    if (response.status == 401 && ours) {
        request.authorization =
            authorizer.renew(repository_.scope, request.authorization, response.headers, http_);
        response = http_.send(request);
    }
    show_warnings(repository_.host, response);
    return response;
}

Response Client::ask(const Request& request) {
    return patiently(&repository_.stop, [&] {
        auto response = once(request);
        if (!response.is_good()) throw refusal(response);
        return response;
    });
}

}  // namespace registry
