// SPDX-License-Identifier: MIT
#pragma once

#include "course/places.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace course {

using Words = std::vector<std::string>;

/// A helper program that runs beside us, found in PATH. Its output goes to `output`; stdin is ours.
class Subprocess {
public:
    Subprocess(const Words& words, sys::BorrowedFd output);
    Subprocess(const Subprocess&) = delete;
    /// Waits for its end.
    ~Subprocess();

    /// Its exit status, or 128+N after signal N; nothing as long as it runs.
    std::optional<int> ended();
    int wait();

private:
    pid_t pid_ = -1;
    std::optional<int> status_;
};

/// Runs a program to its end and returns its exit status. `on_line` gets each line of its output.
int run(const Words& words, const std::function<void(const std::string&)>& on_line);

}  // namespace course
