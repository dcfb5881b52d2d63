// SPDX-License-Identifier: MIT
#include "sys/socket.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

#include <cstring>

namespace sys {
namespace {

/// Room for the one descriptor that a message may carry, aligned as cmsg(3) wants it.
union Control {
    cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
};

/// A short way to a path that may be long: through its directory, which is open.
class Address {
public:
    explicit Address(const std::filesystem::path& path)
        : directory_{open(path.parent_path(), O_PATH | O_DIRECTORY)} {
        const auto way =
            fmt::format("/proc/self/fd/{}/{}", directory_.get(), path.filename().native());
        if (way.size() >= sizeof address_.sun_path)
            throw SysError{ENAMETOOLONG, "socket " + path.native()};
        address_.sun_family = AF_UNIX;
        way.copy(address_.sun_path, way.size());
    }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
    static constexpr socklen_t size() { return sizeof(sockaddr_un); }

private:
    Fd directory_;
    sockaddr_un address_{};
};

Fd socket(int type) {
    return Fd{check(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0), "socket")};
}

}  // namespace

SocketPair socketpair() {
    const trace::Call call{"socketpair"};
    int ends[2];
    check(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "socketpair");
    return {Fd{ends[0]}, Fd{ends[1]}};
}

Fd listen(const std::filesystem::path& path) {
    Fd listening = socket(SOCK_SEQPACKET);
    const Address address{path};
    const trace::Call call{"bind", path.native()};
    check(::bind(listening.get(), address.get(), Address::size()), "bind {}", path.native());
    check(::listen(listening.get(), 1), "listen {}", path.native());
    return listening;
}

Fd accept(BorrowedFd listening) {
    const trace::Wait wait{"accept"};
    int connected = 0;
    do connected = ::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC);
    while (connected == -1 && errno == EINTR);
    return Fd{check(connected, "accept")};
}

Fd connect(const std::filesystem::path& path, int type) {
    Fd connected = socket(type);
    const Address address{path};
    const trace::Call call{"connect", path.native()};
    int result = 0;
    do result = ::connect(connected.get(), address.get(), Address::size());
    while (result == -1 && errno == EINTR);
    check(result, "connect {}", path.native());
    return connected;
}

void send(BorrowedFd socket, const void* message, std::size_t size, BorrowedFd passed) {
    const trace::Call call{"sendmsg"};
    iovec part{const_cast<void*>(message), size};
    Control control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (passed.get() >= 0) {
        header.msg_control = control.bytes;
        header.msg_controllen = sizeof control.bytes;
        control.header.cmsg_len = CMSG_LEN(sizeof(int));
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        const int fd = passed.get();
        std::memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
    }
    ssize_t sent = 0;
    do sent = ::sendmsg(socket.get(), &header, MSG_NOSIGNAL);
    while (sent == -1 && errno == EINTR);
    check(sent, "sendmsg");
}

Received receive(BorrowedFd socket, void* message, std::size_t size) {
    const trace::Wait wait{"recvmsg"};
    iovec part{message, size};
    Control control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.bytes;
    header.msg_controllen = sizeof control.bytes;
    ssize_t got = 0;
    do got = ::recvmsg(socket.get(), &header, MSG_CMSG_CLOEXEC);
    while (got == -1 && errno == EINTR);
    Received received{static_cast<std::size_t>(check(got, "recvmsg")), {}};
    if (const cmsghdr* first = CMSG_FIRSTHDR(&header)) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(first), sizeof fd);
        received.passed = Fd{fd};
    }
    return received;
}

}  // namespace sys
