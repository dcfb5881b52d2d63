// SPDX-License-Identifier: MIT
#include "sys/socket.hpp"

#include "sys/error.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <cstring>

namespace sys {
namespace {

/// Room for the one descriptor that a message may carry, aligned as cmsg(3) wants it.
union Control {
    cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
};

}  // namespace

SocketPair socketpair() {
    int ends[2];
    check(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "socketpair");
    return {Fd{ends[0]}, Fd{ends[1]}};
}

void send(BorrowedFd socket, const void* message, std::size_t size, BorrowedFd passed) {
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
