// SPDX-License-Identifier: MIT
#include "build/reporter.hpp"

#include "container/todo.hpp"
#include "sys/socket.hpp"

#include <nlohmann/json.hpp>
#include <vector>

namespace build {
namespace {

/// A message is sent as a whole: longer than this none can be.
constexpr std::size_t longest = 64 << 10;

}  // namespace

void Reporter::send(const Event& event) const {
    const nlohmann::json message{static_cast<int>(event.kind), event.step,
                                 event.text.substr(0, longest / 8)};
    const auto text = message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    sys::send(socket_, text.data(), text.size());
}

void Reporter::fail(std::exception_ptr error) const noexcept try {
    try {
        std::rethrow_exception(error);
    } catch (const container::NotWritten& e) {
        send({Event::Kind::not_written, 0, e.what()});
    } catch (const std::exception& e) {
        send({Event::Kind::failed, 0, e.what()});
    }
} catch (const std::exception&) {  // nobody listens any more
}

std::optional<Event> receive_event(sys::BorrowedFd socket) {
    std::vector<char> buffer(longest);
    const auto received = sys::receive(socket, buffer.data(), buffer.size());
    if (received.size == 0) return std::nullopt;
    const auto message =
        nlohmann::json::parse(buffer.begin(), buffer.begin() + static_cast<long>(received.size));
    return Event{static_cast<Event::Kind>(message.at(0).get<int>()), message.at(1), message.at(2)};
}

}  // namespace build
