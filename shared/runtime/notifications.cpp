// SPDX-License-Identifier: MIT
#include "runtime/notifications.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace runtime {
namespace {

constexpr std::string_view inside = "/run/notify/notify.sock";

std::string manager() {
    const char* path = std::getenv("NOTIFY_SOCKET");
    return path ? path : "";
}

sys::Fd datagram_socket() {
    return sys::Fd{sys::check(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket")};
}

struct Address {
    sockaddr_un name{};
    socklen_t size = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&name); }
};

/// "@name" is one that no file stands for, unix(7).
Address address_of(const std::string& path) {
    Address address;
    address.name.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.name.sun_path) throw sys::SysError{ENAMETOOLONG, path};
    path.copy(address.name.sun_path, path.size());
    if (path[0] == '@') address.name.sun_path[0] = '\0';
    address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    return address;
}

}  // namespace

std::optional<Notifications> Notifications::listen(const std::filesystem::path& path) {
    if (manager().empty()) return std::nullopt;
    Notifications notifications;
    notifications.socket_ = datagram_socket();
    const auto own = address_of(path);
    sys::check(::bind(notifications.socket_.get(), own.get(), own.size), "bind {}", path.native());
    ::chmod(path.c_str(), 0777);  // whoever the program is; the way to it is not open to others
    notifications.manager_ = datagram_socket();
    const auto to = address_of(manager());
    sys::check(::connect(notifications.manager_.get(), to.get(), to.size), "connect {}", manager());
    return notifications;
}

void Notifications::pass_on(pid_t init) const {
    std::array<char, 4096> buffer;
    ssize_t size = 0;
    while ((size = ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT)) > 0) {
        std::string text{buffer.data(), static_cast<std::size_t>(size)};
        if (!text.ends_with('\n')) text += '\n';
        if (("\n" + text).find("\nREADY=1\n") != std::string::npos)
            text += "MAINPID=" + std::to_string(init) + "\n";
        ::send(manager_.get(), text.data(), text.size(), MSG_NOSIGNAL);  // it may not care
    }
}

void give_notify_socket(const std::filesystem::path& path, oci::Config& config,
                        container::Process& process) {
    const auto source = path.empty() ? manager() : path.native();
    if (source.empty() || source[0] == '@') return;
    oci::Mount mount;
    mount.destination = inside;
    mount.type = "bind";
    mount.source = source;
    config.mounts.push_back(mount);
    std::erase_if(process.env,
                  [](const std::string& one) { return one.starts_with("NOTIFY_SOCKET="); });
    process.env.push_back("NOTIFY_SOCKET=" + std::string{inside});
}

}  // namespace runtime
