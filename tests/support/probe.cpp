// SPDX-License-Identifier: MIT
#include "support/probe.hpp"

#include "support/spawn.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <filesystem>

namespace support {

namespace fs = std::filesystem;

std::string Probe::try_ask(const Words& question) {
    std::string message;
    for (const auto& word : question) message += word + '\0';
    sys::check(::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL), "send");
    pollfd watched{socket_.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(patience().count())) <= 0)
        throw Unmet{"hang", "the probe in the container does not answer " + question[0],
                    "an answer"};
    std::string answer(1 << 17, '\0');
    const auto size = ::recv(socket_.get(), answer.data(), answer.size(), 0);
    if (size <= 0)
        throw Unmet{"fail", "the program in the container ended at " + command_line(question),
                    "it goes on"};
    answer.resize(static_cast<std::size_t>(size) - 1);
    return answer;
}

std::string Probe::ask(const Words& question) {
    auto answer = try_ask(question);
    if (answer.starts_with("error: "))
        throw Unmet{"fail", "in the container, " + command_line(question) + ": " + answer,
                    "it works"};
    return answer;
}

void Probe::leave(int status) {
    const std::string message = std::string{"exit"} + '\0' + std::to_string(status) + '\0';
    ::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL);
}

std::string Probe::proc_link(const std::string& name) const {
    return fs::read_symlink(fmt::format("/proc/{}/{}", pid_, name)).native();
}

std::string Probe::proc_file(const std::string& name) const {
    return read_file(fmt::format("/proc/{}/{}", pid_, name));
}

sys::Fd listen_at(const Path& path) {
    sys::Fd listener{sys::check(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0), "socket")};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address),
               "bind {}", path.native());
    sys::check(::listen(listener.get(), 8), "listen");
    // The probe may be a normal user's, or the root of a user namespace, who is nobody here.
    fs::permissions(path, fs::perms{0666});
    return listener;
}

Probe accept_probe(const sys::Fd& listener) {
    sys::Fd socket{sys::check(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC), "accept")};
    ucred peer{};
    socklen_t size = sizeof peer;
    sys::check(::getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size), "SO_PEERCRED");
    return {std::move(socket), peer.pid};
}

}  // namespace support
