// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <cstddef>

/// Socket pairs that carry whole messages and descriptors. Each call throws SysError.
namespace sys {

struct SocketPair {
    Fd host;
    Fd container;
};

/// socketpair(2), AF_UNIX and SOCK_SEQPACKET: messages keep their borders, end of file is seen.
SocketPair socketpair();

/// sendmsg(2): one message, and a descriptor with it (SCM_RIGHTS, unix(7)) if `passed` is one.
void send(BorrowedFd socket, const void* message, std::size_t size, BorrowedFd passed = -1);

struct Received {
    std::size_t size = 0;  ///< 0 at end of file: the other side is gone.
    Fd passed;             ///< The descriptor that came along, if one did.
};

/// recvmsg(2): one message of at most `size` bytes.
Received receive(BorrowedFd socket, void* message, std::size_t size);

}  // namespace sys
