// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

/// What the probe can be asked. Each answer is text; what cannot be done is thrown.
namespace probe {

using Args = std::vector<std::string>;
using Command = std::string (*)(const Args&);
using Commands = std::map<std::string, Command>;

void add_facts(Commands& commands);      ///< What this process was given.
void add_files(Commands& commands);      ///< What the file system shows and allows.
void add_processes(Commands& commands);  ///< Other processes, signals, reaping.
void add_objects(Commands& commands);    ///< Names and IPC objects.

/// A call that failed, in words.
struct Failed : std::runtime_error {
    explicit Failed(const std::string& what)
        : std::runtime_error{what + ": " + std::strerror(errno)} {}
};

template <typename Result>
Result check(Result result, const std::string& what) {
    if (result == Result(-1)) throw Failed{what};
    return result;
}

}  // namespace probe
