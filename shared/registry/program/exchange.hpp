// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/http.hpp"

#include <curl/curl.h>

#include <cstdint>
#include <exception>

namespace registry {

/// What the callbacks of one request share. curl calls them; their forms are those of the options
/// in curl_easy_setopt(3) that name them.
struct Exchange {
    const Request& request;
    Response response = {};
    std::uint64_t sent = 0;
    std::exception_ptr error = nullptr;  ///< curl is C and cannot carry it.
};

/// CURLOPT_HEADERFUNCTION
std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* exchange) noexcept;
/// CURLOPT_WRITEFUNCTION
std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* exchange) noexcept;
/// CURLOPT_READFUNCTION
std::size_t give_body(char* bytes, std::size_t, std::size_t size, void* exchange) noexcept;
/// CURLOPT_SEEKFUNCTION: curl sends a body again, from its beginning, over a new connection if the
/// one that it had kept had died.
int rewind_body(void* exchange, curl_off_t offset, int) noexcept;
/// CURLOPT_XFERINFOFUNCTION
int look_up(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept;

}  // namespace registry
