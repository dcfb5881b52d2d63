// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <exception>
#include <optional>
#include <string>

namespace build {

/// What a stage's process tells the one that waits for it.
struct Event {
    enum class Kind { counted, begun, recalled, done, made, failed, not_written };
    Kind kind = Kind::begun;
    std::size_t step = 0;   ///< Step::number; counted: the last one.
    std::string text = {};  ///< Of the step; of what was made; of the error.
};

/// The stage's end of the line: a SOCK_SEQPACKET socket.
class Reporter {
public:
    explicit Reporter(sys::Fd socket) : socket_{std::move(socket)} {}

    void send(const Event& event) const;
    /// Tells of the exception that is being handled.
    void fail(std::exception_ptr error) const noexcept;

private:
    sys::Fd socket_;
};

/// The next event; nothing if the process is gone.
std::optional<Event> receive_event(sys::BorrowedFd socket);

}  // namespace build
