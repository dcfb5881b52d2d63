// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace container {

/// The program could not be started, though the container around it could be made.
class CommandError : public std::runtime_error {
public:
    /// Found, but it cannot be executed; as a shell reports it.
    static constexpr int cannot_execute = 126;
    static constexpr int not_found = 127;

    CommandError(int exit_status, const std::string& message)
        : std::runtime_error{message}, exit_status_{exit_status} {}

    int exit_status() const noexcept { return exit_status_; }

private:
    int exit_status_;
};

}  // namespace container
