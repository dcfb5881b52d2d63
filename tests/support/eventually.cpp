// SPDX-License-Identifier: MIT
#include "support/eventually.hpp"

#include "support/spawn.hpp"

#include <thread>

namespace support {

bool eventually(const std::function<bool()>& holds, int seconds) {
    constexpr std::chrono::milliseconds pause{2};
    const auto deadline = std::chrono::steady_clock::now() + patience(seconds);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

}  // namespace support
