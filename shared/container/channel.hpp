// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"
#include "sys/socket.hpp"

#include <array>
#include <cstdint>
#include <exception>
#include <string>

namespace container {

/// What the host and the container say to each other while the container is made.
///
///     host                                   container
///     prepare
///     clone3 ──────────────────────────────▶ (parked)
///     attach
///     go ──────────────────────────────────▶ build
///     built ◀──────────────────────── built
///     enter ───────────────────────────────▶ enter, inside
///     Container() returns ◀─────────── ready (and the terminal, if there is one)
///                                            seal, filter, init, execve
///     start() returns ◀───────── end of file (close-on-exec: the program runs)
///
/// At any point the container may send a failure instead, and exit.
enum class Message : std::uint32_t { go, built, enter, ready, failure, end_of_file };

/// One end of the channel: SOCK_SEQPACKET, so that a message arrives whole or not at all.
class Channel {
public:
    explicit Channel(sys::Fd socket) : socket_{std::move(socket)} {}

    void send(Message message, sys::BorrowedFd passed = -1);

    /// The next message; a failure is thrown as the exception it was on the other side.
    /// `passed` receives the descriptor that came along, if one did.
    Message receive(sys::Fd* passed = nullptr);

    /// Tells the host of an exception. If nobody listens any more, there is nobody to tell.
    void fail(std::exception_ptr error) noexcept;

    /// Waits for one message, and throws if it is another: the other side is gone, or confused.
    void expect(Message message, sys::Fd* passed = nullptr);

    /// The other side is gone.
    bool is_deserted() const noexcept;

    void close() noexcept { socket_.reset(); }

private:
    sys::Fd socket_;
};

}  // namespace container
