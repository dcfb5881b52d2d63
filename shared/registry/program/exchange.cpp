// SPDX-License-Identifier: MIT
#include "registry/program/exchange.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

namespace registry {
namespace {

constexpr std::size_t most_unasked = 4 << 20;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return "";
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

}  // namespace

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* user) noexcept {
    auto& response = static_cast<Exchange*>(user)->response;
    const std::string_view line{bytes, size};
    if (line.starts_with("HTTP/")) {  // of the next answer, after a redirect or a 100
        response.headers.clear();
        response.status = std::atol(trimmed(line.substr(line.find(' '))).c_str());
    } else if (const auto colon = line.find(':'); colon != std::string::npos) {
        std::string name{line.substr(0, colon)};
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        response.headers.emplace(name, trimmed(line.substr(colon + 1)));
    }
    return size;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* user) noexcept {
    auto& exchange = *static_cast<Exchange*>(user);
    auto& response = exchange.response;
    try {
        if (exchange.request.sink && response.is_good())
            exchange.request.sink(response, {bytes, size});
        else if (response.body.size() + size > most_unasked)
            throw std::runtime_error{"the answer has more than 4 MiB"};
        else
            response.body.append(bytes, size);
        return size;
    } catch (...) {
        exchange.error = std::current_exception();
        return size + 1;  // CURLE_WRITE_ERROR
    }
}

std::size_t give_body(char* bytes, std::size_t, std::size_t size, void* user) noexcept {
    auto& exchange = *static_cast<Exchange*>(user);
    const auto& request = exchange.request;
    const auto rest = std::min<std::uint64_t>(size, request.size - exchange.sent);
    const auto read = ::pread(request.file.get(), bytes, rest,
                              static_cast<off_t>(request.offset + exchange.sent));
    if (read < 0) return CURL_READFUNC_ABORT;
    exchange.sent += static_cast<std::uint64_t>(read);
    if (request.sent) request.sent(exchange.sent);
    return static_cast<std::size_t>(read);
}

int rewind_body(void* user, curl_off_t offset, int) noexcept {
    static_cast<Exchange*>(user)->sent = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

int look_up(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
    return stop && static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

}  // namespace registry
