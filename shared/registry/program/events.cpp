// SPDX-License-Identifier: MIT
#include "registry/program/events.hpp"

#include "registry/program.hpp"
#include "sys/file.hpp"

#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>

namespace registry {

void tell(const nlohmann::json& event) {
    static std::mutex mutex;
    const std::lock_guard locked{mutex};
    // A server's words may be no UTF-8.
    sys::write_all(event_descriptor,
                   event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::function<void(std::uint64_t)> counter(std::size_t blob, const char* what) {
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds interval{50};
    return [blob, what, last = Clock::time_point{}](std::uint64_t done) mutable {
        if (Clock::now() - last < interval) return;
        last = Clock::now();
        tell({"count", blob, what, done});
    };
}

}  // namespace registry
