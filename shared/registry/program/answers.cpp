// SPDX-License-Identifier: MIT
#include "registry/program/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace registry {
namespace {

using nlohmann::json;

/// The first error that the body names: {"errors":[{"code":...,"message":...}]}.
struct Said {
    std::string code, message;
};

Said parse(const std::string& body) {
    const auto object = json::parse(body, nullptr, false);
    if (!object.is_object() || !object.contains("errors") || !object["errors"].is_array() ||
        object["errors"].empty() || !object["errors"][0].is_object())
        return {};
    const auto& first = object["errors"][0];
    const auto text = [&first](const char* key) {
        return first.contains(key) && first[key].is_string() ? first[key].get<std::string>() : "";
    };
    return {printable(text("code")), printable(text("message"))};
}

std::string words_for(long status) {
    switch (status) {
        case 401:
            return "a login is needed";
        case 403:
            return "not allowed";
        case 404:
            return "not there";
        case 429:
            return "too many requests";
        default:
            return "it has an error of its own";
    }
}

/// Seconds; servers may also name a date, which then counts as nothing said.
std::optional<std::chrono::seconds> retry_after(const Response& response) {
    const auto text = response.header("retry-after");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || seconds < 0) return std::nullopt;
    return std::chrono::seconds{seconds};
}

std::string advice(const Response& response) {
    if (response.status != 429) return "";
    const auto limit = printable(response.header("ratelimit-limit"));
    return fmt::format(
        " (its limit for you is reached{}: wait, or log in, which often gives a higher one)",
        limit.empty() ? "" : ", " + limit);
}

}  // namespace

std::string printable(const std::string& text) {
    constexpr std::size_t most = 300;
    std::string result;
    for (const char c : text.substr(0, most)) result += (0 <= c && c < ' ') || c == 127 ? ' ' : c;
    return text.size() > most ? result + "..." : result;
}

Trouble refusal(const Response& response) {
    const auto said = parse(response.body);
    const bool passing = response.status == 429 || response.status == 408 || response.status >= 500;
    Trouble trouble{passing ? Trouble::Kind::passing : Trouble::Kind::lasting,
                    fmt::format("the registry says: {} ({}){}",
                                said.message.empty() ? words_for(response.status) : said.message,
                                response.status, advice(response))};
    trouble.status = response.status;
    trouble.code = said.code;
    trouble.wait = retry_after(response);
    return trouble;
}

}  // namespace registry
