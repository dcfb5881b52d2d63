// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <string_view>

/// Where the time goes: what a process does, noted with its begin and its end, for `--trace`. For
/// whoever does not ask for it, a note is one branch.
///
/// The notes are in memory that a process shares with those that clone3() makes of it. So a
/// container's process needs no descriptor for them, may be in any namespace and behind any filter,
/// and loses them with its execve(2).
namespace sys::trace {

enum class Kind : std::uint32_t {
    step,    ///< A part of what a command does.
    moment,  ///< A layer's turn: layer.hpp.
    call,    ///< A system call.
    wait     ///< A system call that waits for somebody.
};

/// What was done, by whom, on what, and when: nanoseconds of CLOCK_MONOTONIC as the host has it.
struct Note {
    std::int64_t begin = 0, end = 0;  ///< Without an end: execve(2), or killed.
    std::uint32_t process = 0;
    Kind kind = Kind::step;
    std::array<char, 32> name = {};    ///< Of a moment, its layer's,
    std::array<char, 72> object = {};  ///< and here its own. What is longer is cut off.
};

struct Process {
    pid_t pid = 0;  ///< As whoever made it counts.
    std::array<char, 32> name = {};
};

/// All that was noted until now.
struct Notes {
    const Note* notes;
    const Process* processes;
    std::uint32_t count;  ///< Of the notes.
    std::uint32_t lost;   ///< So many more had no room.
};

/// From now on, all is noted, of this process and of those that it makes.
void begin(std::string_view name);
Notes notes() noexcept;

/// What this process is called, from now on.
void call_this(std::string_view name) noexcept;

/// For clone3(): a row for the process to be made, and who that is; in it, which row it has.
std::uint32_t reserve() noexcept;
void made(std::uint32_t process, pid_t pid) noexcept;
void become(std::uint32_t process) noexcept;

extern bool on;

/// Notes what is done from here to the end of its scope.
class Span {
public:
    explicit Span(Kind kind, std::string_view name, std::string_view object = {}) noexcept {
        if (on) note_ = open(kind, name, object);
    }
    Span(const Span&) = delete;
    ~Span() {
        if (note_) close();
    }

private:
    static Note* open(Kind kind, std::string_view name, std::string_view object) noexcept;
    void close() noexcept;

    Note* note_ = nullptr;
};

/// For the wrappers of this floor: one of the call's name begins with it.
struct Call : Span {
    explicit Call(std::string_view name, std::string_view object = {}) noexcept
        : Span{Kind::call, name, object} {}
};

/// The same for one that waits.
struct Wait : Span {
    explicit Wait(std::string_view name, std::string_view object = {}) noexcept
        : Span{Kind::wait, name, object} {}
};

}  // namespace sys::trace
