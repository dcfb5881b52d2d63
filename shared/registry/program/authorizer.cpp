// SPDX-License-Identifier: MIT
#include "registry/program/authorizer.hpp"

#include "registry/program/answers.hpp"
#include "registry/program/base64.hpp"
#include "registry/program/trouble.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace registry {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = Trouble::Kind;

constexpr auto client = "container-workbook";

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> result;
    for (std::string word; stream >> word;) result.push_back(word);
    return result;
}

/// The host and port of an URL, and its scheme.
std::pair<std::string, std::string> split_url(const std::string& url) {
    const auto colon = url.find("://");
    if (colon == std::string::npos) return {};
    const auto host = url.substr(colon + 3, url.find_first_of("/?#", colon + 3) - colon - 3);
    return {url.substr(0, colon), host};
}

Trouble denial(bool known, const std::string& reason) {
    Trouble trouble{Kind::lasting,
                    fmt::format("{}: {}",
                                known ? "your login was not accepted"
                                      : "a login is needed (`login REGISTRY -u USER`)",
                                reason)};
    trouble.status = 401;
    return trouble;
}

}  // namespace

std::string url_encoded(const std::string& text) {
    std::string encoded;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_' ||
            c == '~')
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return encoded;
}

std::string Authorizer::header(const std::string& scope) {
    const std::lock_guard locked{mutex_};
    const auto token = tokens_.find(scope);
    if (token == tokens_.end() || Clock::now() > token->second.expiry) return "";
    return token->second.header;
}

std::string Authorizer::renew(const std::string& scope, const std::string& used,
                              const Headers& answer, Http& http) {
    const std::lock_guard locked{mutex_};  // one of the threads asks, the others have its answer
    if (const auto token = tokens_.find(scope);
        token != tokens_.end() && token->second.header != used)
        return token->second.header;
    const auto challenge = find_challenge(answer);
    if (!challenge) throw denial(has_credentials(), "the registry does not say how to log in");
    if (challenge->scheme == "basic") {
        if (!credentials_ || credentials_->user.empty()) throw denial(false, "it wants a password");
        if (used == basic()) throw denial(true, "wrong user or password");
        tokens_[scope] = {basic(), Clock::time_point::max()};
    } else {
        tokens_[scope] = fetch_token(*challenge, scope, http);
    }
    return tokens_[scope].header;
}

std::string Authorizer::basic() const {
    return "Basic " + to_base64(credentials_->user + ":" + credentials_->password);
}

/// Whoever names the realm gets the password: it must not travel for all to read.
void Authorizer::check_realm(const std::string& realm) const {
    const auto [scheme, host] = split_url(realm);
    if (scheme == "https" || (scheme == "http" && access_.plain_http && is_loopback(host))) return;
    throw std::runtime_error{
        fmt::format("the registry sends for its token to \"{}\", which is not https: not followed",
                    printable(realm))};
}

Request Authorizer::token_request(const Challenge& challenge, const std::string& scope) const {
    const auto realm = challenge.parameter("realm");
    check_realm(realm);
    auto query = "service=" + url_encoded(challenge.parameter("service"));
    for (const auto& word : words(scope.empty() ? challenge.parameter("scope") : scope))
        query += "&scope=" + url_encoded(word);
    if (credentials_ && !credentials_->identity_token.empty()) {
        Request request{"POST", realm, {"Content-Type: application/x-www-form-urlencoded"}};
        request.body = query + "&grant_type=refresh_token&client_id=" + client +
                       "&refresh_token=" + url_encoded(credentials_->identity_token);
        return request;
    }
    Request request{"GET", realm + (realm.find('?') == std::string::npos ? "?" : "&") + query};
    if (credentials_) {
        request.url += "&account=" + url_encoded(credentials_->user);
        request.authorization = basic();
    }
    return request;
}

Authorizer::Token Authorizer::fetch_token(const Challenge& challenge, const std::string& scope,
                                          Http& http) const {
    const auto response = http.send(token_request(challenge, scope));
    if (response.status == 401 || response.status == 403)
        throw denial(has_credentials(), "no token for this image");
    if (!response.is_good()) throw refusal(response);
    const auto object = nlohmann::json::parse(response.body, nullptr, false);
    std::string token;
    if (object.is_object()) token = object.value("token", object.value("access_token", ""));
    if (token.empty() || token.find_first_of("\r\n") != std::string::npos)
        throw Trouble{Kind::lasting, "the server that gives out tokens gave none"};
    constexpr int least = 60;  // token.md: what a client may take for granted
    const auto seconds = object.value("expires_in", least);
    return {"Bearer " + token, Clock::now() + std::chrono::seconds{std::max(1, seconds - 5)}};
}

}  // namespace registry
