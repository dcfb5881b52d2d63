// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace container::cgroup {

/// Looks until `done`, ever less often. False if that takes too long: a process in uninterruptible
/// sleep, such as one waiting for a dead disk, can keep a group this long.
inline bool poll_until(const std::function<bool()>& done) {
    using namespace std::chrono_literals;
    constexpr auto patience = 10s;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::chrono::microseconds pause = 50us;
    while (!done()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(pause);
        if (pause < 5ms) pause *= 2;
    }
    return true;
}

}  // namespace container::cgroup
