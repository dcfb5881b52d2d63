// SPDX-License-Identifier: MIT
#pragma once

#include "registry/registry.hpp"
#include "sys/fd.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace registry {

/// The headers of an answer; names in lower case. Some come more than once.
using Headers = std::multimap<std::string, std::string>;

struct Response {
    long status = 0;
    Headers headers;
    std::string body;  ///< Unless it went to a sink.
    std::string url;   ///< Where the answer came from, after redirects.

    /// The first of that name, or nothing.
    std::string header(const std::string& name) const;
    bool is_good() const noexcept { return status >= 200 && status < 300; }
};

struct Request {
    std::string method = "GET";
    std::string url;
    std::vector<std::string> headers = {};  ///< "Name: value".
    std::string authorization = {};         ///< "Bearer ..."; never sent to another host.
    std::string body = {};
    sys::BorrowedFd file = -1;           ///< Its bytes from `offset` on are the body instead...
    std::uint64_t offset = 0, size = 0;  ///< ...so many of them.
    /// Is given the body of a good answer, whose status and headers are known by then. May throw.
    std::function<void(const Response&, std::string_view)> sink = {};
    /// Is told how much of `file` has been sent.
    std::function<void(std::uint64_t)> sent = {};
};

/// One conversation over HTTP: connections are kept for the next request. For one thread.
class Http {
public:
    /// From when `*stop` is true, requests fail.
    explicit Http(Access access, const std::atomic<bool>* stop = nullptr);

    /// The answer, whatever its status. Throws Trouble if there is none. A body that no sink takes
    /// may have 4 MiB, which is what a registry may refuse to store as a manifest.
    Response send(const Request& request);

private:
    struct Close {
        void operator()(void* curl) const noexcept;
    };
    void apply_access();

    Access access_;
    const std::atomic<bool>* stop_;
    std::unique_ptr<void, Close> curl_;
};

/// "https" or "http", or throws: http is for this machine only, since everybody between could read
/// and change what is sent.
const char* scheme_for(const std::string& host, const Access& access);
bool is_loopback(const std::string& host);

}  // namespace registry
