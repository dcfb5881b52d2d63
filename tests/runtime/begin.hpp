// SPDX-License-Identifier: MIT
#pragma once

#include "bundle.hpp"

#include <algorithm>
#include <functional>
#include <string>

namespace runtime_test {

/// Makes the container, and starts it.
void begin(Bundle& bundle);
void begin(Bundle& bundle, const Words& args);

/// Until the condition holds; fails the check if that takes too long.
void wait_for(const std::function<bool()>& condition);

inline long lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace runtime_test
