// SPDX-License-Identifier: MIT
#include "registry/program/http.hpp"

#include "registry/program/exchange.hpp"
#include "registry/program/trouble.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <utility>

namespace registry {
namespace {

struct List {
    curl_slist* first = nullptr;
    List() = default;
    List(const List&) = delete;
    ~List() { ::curl_slist_free_all(first); }
    void add(const std::string& line) { first = ::curl_slist_append(first, line.c_str()); }
};

Trouble::Kind kind_of(CURLcode code) {
    switch (code) {
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_OPERATION_TIMEDOUT:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return Trouble::Kind::passing;
        default:
            return Trouble::Kind::lasting;
    }
}

const char* advice(CURLcode code, std::string_view reason) {
    if (reason.find("wrong version number") != std::string::npos ||
        reason.find("packet length too long") != std::string::npos)
        return " (does it speak plain http? then add --plain-http, which is for loopback only)";
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return " (--ca-file FILE names an authority that this machine does not know)";
    if (code == CURLE_COULDNT_RESOLVE_HOST) return " (is the name right, and is there a network?)";
    return "";
}

void set_body(CURL* curl, Exchange& exchange) {
    const auto& request = exchange.request;
    ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method == "HEAD") {
        ::curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (request.file.get() >= 0) {
        ::curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        ::curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.size));
        ::curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
        ::curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
        ::curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewind_body);
        ::curl_easy_setopt(curl, CURLOPT_SEEKDATA, &exchange);
        ::curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 512L << 10);
    } else if (request.method != "GET") {
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                           static_cast<curl_off_t>(request.body.size()));
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    }
}

void set_headers(CURL* curl, const Request& request, List& list) {
    list.add("Expect:");  // curl would wait a second for servers that do not know it
    if (request.method != "GET" && request.method != "HEAD") list.add("Content-Type:");
    for (const auto& header : request.headers) list.add(header);
    // Of its own accord curl gives this header to no other host, nor to another port of the same.
    if (!request.authorization.empty()) list.add("Authorization: " + request.authorization);
    ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.first);
}

}  // namespace

std::string Response::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

void Http::Close::operator()(void* curl) const noexcept {
    ::curl_easy_cleanup(curl);
}

Http::Http(Access access, const std::atomic<bool>* stop)
    : access_{std::move(access)}, stop_{stop}, curl_{::curl_easy_init()} {
    if (!curl_) throw std::runtime_error{"libcurl cannot be initialised"};
}

/// Which protocols are spoken, and who is trusted.
void Http::apply_access() {
    auto* const curl = curl_.get();
    ::curl_easy_reset(curl);  // keeps the connections
    const char* protocols = access_.plain_http ? "http,https" : "https";
    ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
    ::curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
    if (access_.plain_http)  // a proxy would read along
        ::curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.0/8,::1");
    if (!access_.ca_file.empty())
        ::curl_easy_setopt(curl, CURLOPT_CAINFO, access_.ca_file.c_str());
    else if (const char* file = std::getenv("SSL_CERT_FILE"); file && *file)
        ::curl_easy_setopt(curl, CURLOPT_CAINFO, file);
    ::curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    ::curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 10L);
    ::curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 20L);
    ::curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);  // a byte a second, for a minute
    ::curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 60L);
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // threads
    ::curl_easy_setopt(curl, CURLOPT_USERAGENT, "container-workbook");
    ::curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 256L << 10);
}

Response Http::send(const Request& request) {
    auto* const curl = curl_.get();
    apply_access();
    Exchange exchange{request};
    List headers;
    std::array<char, CURL_ERROR_SIZE> reason{};
    ::curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
    ::curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    ::curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFODATA, stop_);
    set_body(curl, exchange);
    set_headers(curl, request, headers);
    const auto code = ::curl_easy_perform(curl);
    if (exchange.error) std::rethrow_exception(exchange.error);
    if (code != CURLE_OK) {
        const std::string_view why = reason[0] ? reason.data() : ::curl_easy_strerror(code);
        throw Trouble{kind_of(code), fmt::format("{}{}", why, advice(code, why))};
    }
    const char* url = nullptr;
    ::curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &url);
    exchange.response.url = url ? url : "";
    return std::move(exchange.response);
}

}  // namespace registry
