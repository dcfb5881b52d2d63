// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace probe {
namespace {

/// Anything between sockaddr and its bytes.
struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Address internet(const std::string& host, const std::string& port) {
    Address address;
    auto& in = reinterpret_cast<sockaddr_in&>(address.storage);
    in.sin_family = AF_INET;
    in.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
    ::inet_pton(AF_INET, host.c_str(), &in.sin_addr);
    address.size = sizeof in;
    return address;
}

/// A path, or "@name" for the abstract namespace, unix(7).
Address local(const std::string& name) {
    Address address;
    auto& un = reinterpret_cast<sockaddr_un&>(address.storage);
    un.sun_family = AF_UNIX;
    name.copy(un.sun_path, sizeof un.sun_path - 1);
    if (name[0] == '@') un.sun_path[0] = '\0';
    address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    return address;
}

/// A server in a child that says `text` to whoever connects.
std::string serve(const Address& address, const std::string& name, const std::string& text) {
    const int server =
        check(::socket(address.get()->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    check(::bind(server, address.get(), address.size), "bind " + name);
    check(::listen(server, 8), "listen");
    stay([&] {
        for (;;) {
            const int guest = ::accept(server, nullptr, nullptr);
            if (::send(guest, text.data(), text.size(), MSG_NOSIGNAL) == -1) ::pause();
            ::close(guest);
        }
    });
    ::close(server);
    return "listening\n";
}

/// What the server there says.
std::string ask(const Address& address, const std::string& name) {
    const int guest =
        check(::socket(address.get()->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    const timeval limit{2, 0};
    ::setsockopt(guest, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(guest, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    check(::connect(guest, address.get(), address.size), "connect " + name);
    char text[256] = {};
    check(::recv(guest, text, sizeof text - 1, 0), "recv");
    ::close(guest);
    return std::string{text} + "\n";
}

std::string serve_tcp(const Args& words) {
    return serve(internet("127.0.0.1", words.at(0)), words[0], words.at(1));
}
std::string ask_tcp(const Args& words) {
    return ask(internet("127.0.0.1", words.at(0)), words[0]);
}
std::string serve_unix(const Args& words) {
    return serve(local(words.at(0)), words[0], words.at(1));
}
std::string ask_unix(const Args& words) {
    return ask(local(words.at(0)), words[0]);
}

/// send-udp PORT TEXT: from lo to lo.
std::string send_udp(const Args& words) {
    const int sender = check(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
    const auto address = internet("127.0.0.1", words.at(0));
    check(::sendto(sender, words.at(1).data(), words[1].size(), 0, address.get(), address.size),
          "sendto");
    ::close(sender);
    return "sent\n";
}

int listener = -1;

/// sniff: from now on, a copy of each packet is ours, packet(7).
std::string sniff(const Args&) {
    listener =
        check(::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_ALL)), "socket AF_PACKET");
    return "sniffing\n";
}

/// sniffed: the end of each packet that came by in the meantime.
std::string sniffed(const Args&) {
    std::string text;
    pollfd watched{listener, POLLIN, 0};
    while (::poll(&watched, 1, 200) > 0) {
        char packet[2048];
        const auto size = ::recv(listener, packet, sizeof packet, 0);
        if (size > 28) text.append(packet + 28, static_cast<std::size_t>(size) - 28);  // IP, UDP
    }
    return text + "\n";
}

/// raw-socket: which forges what it likes, raw(7). Kept open, so that /proc/net/raw shows it.
std::string raw_socket(const Args&) {
    check(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP), "socket SOCK_RAW");
    return "open\n";
}

/// notify LINE...: tells the service manager, sd_notify(3).
std::string notify(const Args& lines) {
    const char* socket_name = std::getenv("NOTIFY_SOCKET");
    if (!socket_name) throw Refused{"NOTIFY_SOCKET: is not set"};
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    const int socket = check(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
    const auto to = local(socket_name);
    check(::sendto(socket, text.data(), text.size(), 0, to.get(), to.size), "sendto");
    return "told\n";
}

}  // namespace

void add_network(Commands& commands) {
    commands.insert({{"serve-tcp", serve_tcp},
                     {"ask-tcp", ask_tcp},
                     {"serve-unix", serve_unix},
                     {"ask-unix", ask_unix},
                     {"send-udp", send_udp},
                     {"sniff", sniff},
                     {"sniffed", sniffed},
                     {"notify", notify},
                     {"raw-socket", raw_socket}});
}

}  // namespace probe
