// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// HTTP as a test needs it: bytes in, bytes out, one request a connection.
namespace http {

struct Message {
    std::string first;  ///< "GET /v2/ HTTP/1.1", or "HTTP/1.1 200 OK".
    std::vector<std::pair<std::string, std::string>> headers;  ///< Names in lower case.
    std::string body;

    std::string method() const { return first.substr(0, first.find(' ')); }
    std::string target() const;
    int status() const;
    std::string header(const std::string& name) const;
};

/// What a server says, and how well it behaves.
struct Reply {
    std::string bytes;                   ///< All of it: first line, headers, body.
    bool reset = false;                  ///< Ends with a RST, tcp(7), instead of a FIN.
    std::chrono::milliseconds pause{0};  ///< After each 64 KiB.
};

/// "HTTP/1.1 `status`", these headers (each "Name: value"), the body's length, the body.
std::string reply(const std::string& status, const std::vector<std::string>& headers,
                  const std::string& body);

/// Sends a request to 127.0.0.1:`port` and returns the whole answer, unread.
std::string forward(int port, const Message& request);
/// The same, read.
Message ask(int port, const std::string& method, const std::string& target,
            const std::vector<std::string>& headers = {}, const std::string& body = {});
Message parse(const std::string& bytes);
/// The answer without its last `bytes`.
std::string cut(std::string answer, std::size_t bytes);

/// A server on a free port of 127.0.0.1: each request gets what `handler` makes of it, in a thread
/// of its own. `take` says how much of a request's body is read before it counts as whole.
class Server {
public:
    using Handler = std::function<Reply(const Message&)>;
    using Take = std::function<std::size_t(const Message& head)>;
    explicit Server(Handler handler, Take take = {});
    Server(const Server&) = delete;
    ~Server();

    int port() const noexcept { return port_; }
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    /// Every request so far.
    std::vector<Message> seen() const;
    /// So many of them begin with this: "GET /v2/x/blobs/".
    std::size_t count(const std::string& beginning) const;
    /// The most that were open at one time, of those that begin with this.
    int most_at_once() const noexcept { return most_; }

private:
    void accept_all();
    void serve(sys::Fd connection);

    Handler handler_;
    Take take_;
    sys::Fd listener_;
    int port_ = 0;
    std::atomic<bool> stop_ = false;
    mutable std::mutex mutex_;
    std::vector<Message> seen_;
    int open_ = 0, most_ = 0;
    std::list<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace http
