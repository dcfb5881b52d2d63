// SPDX-License-Identifier: MIT
#pragma once

#include "sys/trace.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// `--trace`: where the time of a command went.
namespace runtime {

/// Notes what a command does, and at its end, be it a failure, writes what was noted.
class Trace {
public:
    /// To `file`, behind what earlier commands have written there; "-": as a table, to stderr.
    /// Throws, before anything is done, if it cannot be written to.
    Trace(std::filesystem::path file, std::string_view command);
    Trace(const Trace&) = delete;
    ~Trace();

private:
    std::filesystem::path file_;
    std::optional<sys::trace::Span> whole_;
};

/// A JSON array in which each note is an object: the "Trace Event Format" that Perfetto and
/// chrome://tracing show.
std::string as_events(const sys::trace::Notes& notes);

/// What took longest, in lines: the moments of the layers, and the calls.
std::string as_table(const sys::trace::Notes& notes);

}  // namespace runtime
