// SPDX-License-Identifier: MIT
#include "server.hpp"

#include "sys/error.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

namespace http {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

sys::Fd make_socket() {
    return sys::Fd{sys::check(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")};
}

/// False at the end.
bool read_more(sys::BorrowedFd from, std::string& text) {
    std::array<char, 65536> buffer;
    const auto size = ::recv(from.get(), buffer.data(), buffer.size(), 0);
    if (size > 0) text.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
}

void send_all(sys::BorrowedFd to, std::string_view text) {
    while (!text.empty()) {
        const auto size = ::send(to.get(), text.data(), text.size(), MSG_NOSIGNAL);
        if (size <= 0) return;  // the other side has gone: it may
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

/// A request, as far as `take` wants it.
std::optional<Message> read_request(sys::BorrowedFd from, const Server::Take& take) {
    std::string text;
    while (text.find("\r\n\r\n") == text.npos)
        if (!read_more(from, text)) return std::nullopt;
    auto request = parse(text);
    const auto length = request.header("content-length");
    std::size_t wanted = length.empty() ? 0 : std::stoul(length);
    if (take) wanted = std::min(wanted, take(request));
    while (request.body.size() < wanted)
        if (!read_more(from, request.body)) break;
    request.body.resize(std::min(request.body.size(), wanted));
    return request;
}

}  // namespace

Server::Server(Handler handler, Take take)
    : handler_{std::move(handler)}, take_{std::move(take)}, listener_{make_socket()} {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    sys::check(::bind(listener_.get(), generic, size), "bind");
    sys::check(::listen(listener_.get(), 64), "listen");
    sys::check(::getsockname(listener_.get(), generic, &size), "getsockname");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread{[this] { accept_all(); }};
}

Server::~Server() {
    stop_ = true;
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
}

void Server::accept_all() {
    while (!stop_) {
        pollfd watched{listener_.get(), POLLIN, 0};
        if (::poll(&watched, 1, 20) <= 0) continue;
        const int connection = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0)
            threads_.emplace_back(
                [this, fd = sys::Fd{connection}]() mutable { serve(std::move(fd)); });
    }
}

void Server::serve(sys::Fd connection) {
    const auto request = read_request(connection, take_);
    if (!request) return;
    {
        const std::lock_guard locked{mutex_};
        seen_.push_back({request->first, request->headers, {}});
        most_ = std::max(most_, ++open_);
    }
    const auto answer = handler_(*request);
    constexpr std::size_t piece = 64 << 10;
    for (std::size_t at = 0; at < answer.bytes.size() && !stop_; at += piece) {
        send_all(connection, std::string_view{answer.bytes}.substr(at, piece));
        constexpr std::chrono::milliseconds step{20};
        for (auto left = answer.pause; left.count() > 0 && !stop_; left -= step)
            std::this_thread::sleep_for(std::min(step, left));
    }
    const linger abort{1, 0};
    if (answer.reset) ::setsockopt(connection.get(), SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
    const std::lock_guard locked{mutex_};
    --open_;
}

std::vector<Message> Server::seen() const {
    const std::lock_guard locked{mutex_};
    return seen_;
}

std::size_t Server::count(const std::string& beginning) const {
    const auto all = seen();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& one) {
        return one.first.rfind(beginning, 0) == 0;
    }));
}

std::string forward(int port, const Message& request) {
    const auto socket = make_socket();
    const auto address = loopback(port);
    sys::check(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
               "connect to port {}", port);
    std::string text = request.first + "\r\n";
    for (const auto& [name, value] : request.headers)
        if (name != "connection") text += name + ": " + value + "\r\n";
    send_all(socket, text + "connection: close\r\n\r\n" + request.body);
    const auto length = request.header("content-length");
    if (!length.empty() && request.body.size() < std::stoul(length))
        return "";  // the rest will never come
    std::string answer;
    while (read_more(socket, answer)) {
    }
    return answer;
}

}  // namespace http
