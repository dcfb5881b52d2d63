// SPDX-License-Identifier: MIT
#include "container/channel.hpp"

#include "container/command_error.hpp"
#include "container/todo.hpp"
#include "sys/error.hpp"

#include <poll.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace container {
namespace {

/// Which exception a failure was.
enum class Kind : std::uint32_t { system_call, command, not_written, other };

/// What goes over the wire: fixed in size and trivial to copy, so that sending one allocates
/// nothing and there are no partial reads.
struct Packet {
    Message message = Message::go;
    Kind kind = Kind::other;
    int number = 0;  ///< errno, or the exit status of a CommandError.
    std::array<char, 4096> text = {};
};
static_assert(std::is_trivially_copyable_v<Packet>);

Packet failure(Kind kind, int number, std::string_view text) {
    Packet packet{Message::failure, kind, number, {}};
    text.copy(packet.text.data(), packet.text.size() - 1);
    return packet;
}

Packet describe(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const sys::SysError& e) {
        return failure(Kind::system_call, e.error(), e.call());
    } catch (const CommandError& e) {
        return failure(Kind::command, e.exit_status(), e.what());
    } catch (const NotWritten& e) {
        return failure(Kind::not_written, 0, e.what());
    } catch (const std::exception& e) {
        return failure(Kind::other, 0, e.what());
    } catch (...) {
        return failure(Kind::other, 0, "an exception that is no std::exception");
    }
}

[[noreturn]] void rethrow(const Packet& packet) {
    const char* text = packet.text.data();
    switch (packet.kind) {
        case Kind::system_call:
            throw sys::SysError{packet.number, text};
        case Kind::command:
            throw CommandError{packet.number, text};
        case Kind::not_written:
            throw NotWritten{text};
        case Kind::other:
            break;
    }
    throw std::runtime_error{text};
}

constexpr std::size_t header_size = offsetof(Packet, text);

/// Whoever ends before it has read what we sent is reported first, unix(7): ECONNRESET, once. What
/// it said last is still there.
auto receive_last_words(sys::BorrowedFd socket, Packet& packet) {
    try {
        return sys::receive(socket, &packet, sizeof packet);
    } catch (const sys::SysError& e) {
        if (e.error() != ECONNRESET) throw;
        return sys::receive(socket, &packet, sizeof packet);
    }
}

}  // namespace

void Channel::send(Message message, sys::BorrowedFd passed) try {
    Packet packet;
    packet.message = message;
    sys::send(socket_, &packet, header_size, passed);
} catch (const sys::SysError& e) {
    if (e.error() == EPIPE) receive();  // the last word of whoever has gone says why
    throw;
}

Message Channel::receive(sys::Fd* passed) {
    Packet packet;
    auto received = receive_last_words(socket_, packet);
    if (received.size < header_size) return Message::end_of_file;
    if (packet.message == Message::failure) rethrow(packet);
    if (passed) *passed = std::move(received.passed);
    return packet.message;
}

void Channel::expect(Message message, sys::Fd* passed) {
    const auto got = receive(passed);
    if (got == Message::end_of_file)
        throw std::runtime_error{
            "the other process of the container ended without a word: was it killed?"};
    if (got != message) throw std::logic_error{"the channel is out of step"};
}

bool Channel::is_deserted() const noexcept {
    pollfd socket{socket_.get(), 0, 0};
    return ::poll(&socket, 1, 0) == 1 && (socket.revents & POLLHUP) != 0;
}

void Channel::fail(std::exception_ptr error) noexcept try {
    const Packet packet = describe(error);
    try {
        sys::send(socket_, &packet, header_size + std::strlen(packet.text.data()) + 1);
    } catch (const sys::SysError& e) {
        if (e.error() == EPIPE) return;  // nobody listens any more
        // A filter of system calls (chapter 09) may forbid to tell the host, but not the user.
        const bool is_call = packet.kind == Kind::system_call;
        std::fprintf(stderr, "%s%s%s\n", packet.text.data(), is_call ? ": " : "",
                     is_call ? std::strerror(packet.number) : "");
    }
} catch (const std::exception&) {  // not even that can be said
}

}  // namespace container
