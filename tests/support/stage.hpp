// SPDX-License-Identifier: MIT
#pragma once

#include "support/spawn.hpp"
#include "sys/fd.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace support {

/// What stage/main.cpp says about the stage, one fact a line, sorted.
using Snapshot = std::string;

/// The lines that only one of two snapshots has, as "- was" and "+ is"; empty if they are equal.
std::string difference(const Snapshot& before, const Snapshot& after);

/// The PATH that a caller has on the stage.
constexpr const char* caller_path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

/// A throw-away host with one program on it, which has not been started yet. See stage/main.cpp.
class Stage {
public:
    struct Setup {
        std::vector<std::string> program;
        std::vector<std::string> env = {};
        std::vector<std::string> options = {};  ///< As stage/main.cpp takes them.
        int standard_input = -1, standard_output = -1, standard_error = -1;
        std::vector<int> leaked = {};  ///< Descriptors that the program inherits, careless callers.
    };
    explicit Stage(const Setup& setup);
    Stage(const Stage&) = delete;
    /// Kills all that is left on the stage, and waits until it has gone.
    ~Stage();

    /// Why the stage has no cgroups of its own; empty if it has.
    const std::string& without_cgroups() const noexcept { return without_cgroups_; }
    /// PID 1 of the stage, as we see it: its /proc/PID/ns are the stage's.
    pid_t first() const noexcept { return first_; }

    Snapshot snapshot();
    void start();
    /// The program's pid as we see it; 0 if it ended too soon to be found.
    pid_t program() const noexcept { return program_; }
    /// Waits for the program: its raw wait status, or nothing if time ran out.
    std::optional<int> ended(std::chrono::milliseconds time);
    /// Readable when the stage has something to say.
    sys::BorrowedFd control() const noexcept { return control_; }

private:
    std::string receive(std::chrono::milliseconds time);
    void send(const std::string& word);

    sys::Fd control_;
    pid_t pid_ = -1;
    pid_t first_ = 0;
    pid_t program_ = 0;
    std::string without_cgroups_;
    std::optional<int> status_;
};

/// The direct children of a process, as we see them.
std::vector<pid_t> children_of(pid_t pid);

}  // namespace support
