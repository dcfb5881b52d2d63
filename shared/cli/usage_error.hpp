// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace cli {

/// A command line that cannot be carried out; what() says what to type instead.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace cli
