// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <cstddef>
#include <filesystem>

/// Sockets that carry whole messages and descriptors. Each call throws SysError.
namespace sys {

struct SocketPair {
    Fd host;
    Fd container;
};

/// socketpair(2), AF_UNIX and SOCK_SEQPACKET: messages keep their borders, end of file is seen.
SocketPair socketpair();

/// socket(2), bind(2) and listen(2): a socket that others find at `path`, of the same kind. The
/// path may be longer than the 107 bytes that unix(7) has room for.
Fd listen(const std::filesystem::path& path);
/// accept4(2): waits for somebody who connects.
Fd accept(BorrowedFd listening);
/// socket(2) and connect(2) to what listens at `path`. `type` is SOCK_SEQPACKET or SOCK_STREAM.
Fd connect(const std::filesystem::path& path, int type);

/// sendmsg(2): one message, and a descriptor with it (SCM_RIGHTS, unix(7)) if `passed` is one.
void send(BorrowedFd socket, const void* message, std::size_t size, BorrowedFd passed = -1);

struct Received {
    std::size_t size = 0;  ///< 0 at end of file: the other side is gone.
    Fd passed;             ///< The descriptor that came along, if one did.
};

/// recvmsg(2): one message of at most `size` bytes.
Received receive(BorrowedFd socket, void* message, std::size_t size);

}  // namespace sys
