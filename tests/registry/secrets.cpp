// SPDX-License-Identifier: MIT
#include "secrets.hpp"

#include "support/spawn.hpp"

#include <crypt.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace secrets {
namespace {

using nlohmann::json;

std::string openssl(const std::string& command, const Path& directory) {
    const auto finished = support::run_tool(
        {"sh", "-c", "cd " + support::quoted(directory.native()) + " && openssl " + command});
    if (finished.exit_status != 0)
        throw std::runtime_error{"openssl " + command + ": " + finished.output};
    return finished.output;
}

/// RFC 7515: other letters, no padding.
std::string base64_for_url(const std::string& bytes) {
    auto text = base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text.substr(0, text.find('='));
}

std::string without_percents(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '%') {
            result += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            result += text[i];
        }
    return result;
}

/// "repository:NAME:pull,push" as a token's claim, as far as it is granted.
json access(const std::string& scope, bool known) {
    const auto first = scope.find(':'), last = scope.rfind(':');
    json actions = json::array({"pull"});
    if (known && scope.find("push", last) != scope.npos) actions.push_back("push");
    return {{"type", scope.substr(0, first)},
            {"name", scope.substr(first + 1, last - first - 1)},
            {"actions", actions}};
}

}  // namespace

std::string base64(const std::string& bytes) {
    constexpr auto letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned bits = 0;
        for (std::size_t k = i; k < i + 3; ++k)
            bits = bits << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U);
        for (int shift = 18; shift >= 0; shift -= 6) text += letters[bits >> shift & 63];
    }
    const auto missing = (3 - bytes.size() % 3) % 3;
    return text.replace(text.size() - missing, missing, std::string(missing, '='));
}

std::string basic_auth(const Path& directory, const std::string& user,
                       const std::string& password) {
    crypt_data data{};
    // bcrypt, which is all that docker-registry takes; crypt(5).
    const char* hash = ::crypt_r(password.c_str(), "$2b$05$abcdefghijklmnopqrstuu", &data);
    support::write_file(directory / "htpasswd", user + ":" + hash + "\n");
    return fmt::format("auth:\n  htpasswd: {{realm: test, path: {}}}\n",
                       (directory / "htpasswd").native());
}

Path make_authority(const Path& directory) {
    support::write_file(directory / "names", "subjectAltName=IP:127.0.0.1\n");
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test "
        "-keyout ca.key -out ca.pem",
        directory);
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server "
        "-keyout server.key -out server.csr",
        directory);
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
        "-extfile names -out server.pem",
        directory);
    return directory / "ca.pem";
}

TokenServer::TokenServer(const Path& directory, std::string user, std::string password)
    : directory_{directory},
      credentials_{"Basic " + base64(user + ":" + password)},
      server_{[this](const auto& request) { return answer(request); }} {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tokens -keyout token.key "
        "-out token.pem",
        directory_);
    openssl("x509 -in token.pem -outform DER -out token.der", directory_);
    certificate_ = base64(support::read_file(directory_ / "token.der"));
}

std::string TokenServer::configuration() const {
    return fmt::format(
        "auth:\n  token: {{realm: 'http://{}/token', service: registry, issuer: tests, "
        "rootcertbundle: {}}}\n",
        server_.address(), (directory_ / "token.pem").native());
}

std::string TokenServer::asked() const {
    std::string text;
    for (const auto& request : server_.seen()) text += request.target() + "\n";
    return text;
}

std::string TokenServer::token(const std::string& target, bool known) const {
    const auto now = std::time(nullptr);
    json claims{{"iss", "tests"},   {"sub", "somebody"},      {"aud", "registry"},
                {"exp", now + 300}, {"nbf", now - 60},        {"iat", now},
                {"jti", "1"},       {"access", json::array()}};
    for (auto at = target.find("scope="); at != target.npos; at = target.find("scope=", at + 1)) {
        const auto scope = target.substr(at + 6, target.find('&', at) - at - 6);
        claims["access"].push_back(access(without_percents(scope), known));
    }
    const json header{{"typ", "JWT"}, {"alg", "RS256"}, {"x5c", {certificate_}}};
    const auto text = base64_for_url(header.dump()) + "." + base64_for_url(claims.dump());
    const auto name = fmt::format("{}", std::hash<std::string>{}(target));
    support::write_file(directory_ / (name + ".text"), text);
    openssl("dgst -sha256 -sign token.key -out " + name + ".signature " + name + ".text",
            directory_);
    return text + "." + base64_for_url(support::read_file(directory_ / (name + ".signature")));
}

http::Reply TokenServer::answer(const http::Message& request) const {
    const auto shown = request.header("authorization");
    if (!shown.empty() && shown != credentials_)
        return {http::reply("401 Unauthorized", {}, R"({"details":"incorrect"})")};
    const json body{{"token", token(request.target(), !shown.empty())}, {"expires_in", 300}};
    return {http::reply("200 OK", {"Content-Type: application/json"}, body.dump())};
}

}  // namespace secrets
