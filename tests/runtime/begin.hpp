// SPDX-License-Identifier: MIT
#pragma once

#include "bundle.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

namespace runtime_test {

/// Makes the container, and starts it.
void begin(Bundle& bundle, const Words& args);

/// Until the condition holds; fails the check if that takes too long.
template <typename Condition>
void wait_for(const Condition& condition) {
    const auto end = std::chrono::steady_clock::now() + support::patience(20);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            FAIL("it has not come in the time it was given");
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
}

inline long lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace runtime_test
