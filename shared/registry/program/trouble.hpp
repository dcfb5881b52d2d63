// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace registry {

/// A request that came to nothing.
struct Trouble : std::runtime_error {
    enum class Kind {
        lasting,  ///< The next try would fail as well.
        passing   ///< A cut connection, a busy server: another try may help.
    };
    Trouble(Kind trouble, const std::string& what) : std::runtime_error{what}, kind{trouble} {}

    Kind kind;
    long status = 0;   ///< Of HTTP, if there was an answer.
    std::string code;  ///< The registry's word for it, such as MANIFEST_UNKNOWN; may be empty.
    std::optional<std::chrono::seconds> wait;  ///< The server asks for that much patience.
};

}  // namespace registry
