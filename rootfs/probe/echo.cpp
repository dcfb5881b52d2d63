// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <memory>

namespace probe {
namespace {

constexpr timeval patience{2, 0};

/// A socket's address, of IPv4 or IPv6.
struct Endpoint {
    sockaddr_in6 storage{};  // the larger of the two
    socklen_t size = sizeof storage;

    Endpoint() = default;
    Endpoint(const std::string& address, const std::string& port) {
        const auto number = htons(static_cast<std::uint16_t>(std::stoi(port)));
        if (::inet_pton(AF_INET, address.c_str(), &v4().sin_addr) == 1) {
            v4().sin_family = AF_INET;
            v4().sin_port = number;
            size = sizeof(sockaddr_in);
        } else if (::inet_pton(AF_INET6, address.c_str(), &storage.sin6_addr) == 1) {
            storage.sin6_family = AF_INET6;
            storage.sin6_port = number;
        } else {
            throw std::invalid_argument{"no address: " + address};
        }
    }

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    sockaddr_in& v4() { return reinterpret_cast<sockaddr_in&>(storage); }

    /// "ADDRESS PORT". What came in over IPv4 is shown as such, not as ::ffff:ADDRESS.
    std::string text() {
        const bool is_v4 = storage.sin6_family == AF_INET;
        char address[INET6_ADDRSTRLEN] = {};
        ::inet_ntop(storage.sin6_family,
                    is_v4 ? static_cast<void*>(&v4().sin_addr) : &storage.sin6_addr, address,
                    sizeof address);
        const std::string mapped = "::ffff:", shown = address;
        return (shown.starts_with(mapped) ? shown.substr(mapped.size()) : shown) + " " +
               std::to_string(ntohs(is_v4 ? v4().sin_port : storage.sin6_port));
    }
};

Endpoint local_end(int fd) {
    Endpoint end;
    check(::getsockname(fd, end.get(), &end.size), "getsockname");
    return end;
}

/// A socket that waits no longer than a test should.
int open_socket(const Endpoint& end, int type) {
    const int fd = check(::socket(end.storage.sin6_family, type | SOCK_CLOEXEC, 0), "socket");
    for (const int wait : {SO_RCVTIMEO, SO_SNDTIMEO})
        ::setsockopt(fd, SOL_SOCKET, wait, &patience, sizeof patience);
    return fd;
}

int bound(const Args& words, int type) {
    Endpoint end{words.at(0), words.at(1)};
    const int fd = check(::socket(end.storage.sin6_family, type | SOCK_CLOEXEC, 0), "socket");
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    check(::bind(fd, end.get(), end.size), "bind " + words[0] + " " + words[1]);
    return fd;
}

/// "ADDRESS PORT" where the server now is, whose child has the socket.
std::string announced(int fd) {
    auto text = local_end(fd).text() + "\n";
    ::close(fd);
    return text;
}

/// tcp-serve ADDRESS PORT [NAME]: from now on, whoever connects is told its own address and port,
/// and NAME. The address "::" is all of both families, the port 0 a free one; it answers which.
std::string tcp_serve(const Args& words) {
    const int server = bound(words, SOCK_STREAM);
    check(::listen(server, 64), "listen");
    const auto name = words.size() > 2 ? " " + words[2] : "";
    stay([&] {
        for (;;) {
            Endpoint guest;
            const int fd = ::accept4(server, guest.get(), &guest.size, SOCK_CLOEXEC);
            if (fd == -1) continue;
            const auto text = guest.text() + name;
            ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
            ::close(fd);
        }
    });
    return announced(server);
}

/// Answers one datagram, from the address that it came to: the kernel would take any of ours.
void answer_datagram(int server, const std::string& name) {
    Endpoint guest;
    char text[2048];
    alignas(cmsghdr) char control[256];
    iovec part{text, sizeof text};
    msghdr message{guest.get(), guest.size, &part, 1, control, sizeof control, 0};
    if (::recvmsg(server, &message, 0) == -1) return;
    guest.size = message.msg_namelen;
    auto answer = guest.text() + name;
    part = {answer.data(), answer.size()};
    message.msg_flags = 0;
    ::sendmsg(server, &message, 0);  // with the in_pktinfo of the question, ip(7)
}

/// udp-serve ADDRESS PORT [NAME]: the same for each datagram.
std::string udp_serve(const Args& words) {
    const int server = bound(words, SOCK_DGRAM);
    const int yes = 1;
    ::setsockopt(server, IPPROTO_IP, IP_PKTINFO, &yes, sizeof yes);
    ::setsockopt(server, IPPROTO_IPV6, IPV6_RECVPKTINFO, &yes, sizeof yes);
    const auto name = words.size() > 2 ? " " + words[2] : "";
    stay([&] {
        for (;;) answer_datagram(server, name);
    });
    return announced(server);
}

std::string asked(const Args& words, int type) {
    Endpoint end{words.at(0), words.at(1)};
    const int fd = open_socket(end, type);
    const std::unique_ptr<const int, void (*)(const int*)> closed{
        &fd, [](const int* open) { ::close(*open); }};
    const auto what = words[0] + " " + words[1];
    check(::connect(fd, end.get(), end.size), "connect " + what);
    if (type == SOCK_DGRAM) check(::send(fd, "?", 1, 0), "send " + what);
    char text[2048];
    const auto size = check(::recv(fd, text, sizeof text, 0), "recv " + what);
    return {text, static_cast<std::size_t>(size)};
}

/// tcp-ask ADDRESS PORT: what the server there says; it has two seconds.
std::string tcp_ask(const Args& words) {
    return asked(words, SOCK_STREAM);
}

/// udp-ask ADDRESS PORT: what it answers to a datagram.
std::string udp_ask(const Args& words) {
    return asked(words, SOCK_DGRAM);
}

}  // namespace

void add_echo(Commands& commands) {
    commands.insert({{"tcp-serve", tcp_serve},
                     {"tcp-ask", tcp_ask},
                     {"udp-serve", udp_serve},
                     {"udp-ask", udp_ask}});
}

}  // namespace probe
