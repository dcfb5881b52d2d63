// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What the checks of chapter 09 need: profiles, and calls whose answers tell of the filter.
namespace support {

/// A call that is the same for whoever makes it, and that nothing else makes:
/// sched_get_priority_max(2). The kernel answers 99 to its one argument 1, SCHED_FIFO.
struct Harmless {
    static constexpr const char* name = "sched_get_priority_max";
    static constexpr const char* natural = "99";
    static long number(const std::string& door = "native");
};

/// `index`, a comparison of seccomp_rule_add(3), and its values; a member of "args".
std::string compared(unsigned index, const std::string& op, std::uint64_t value,
                     std::uint64_t value_two = 0);

/// One of "syscalls": for these calls, comma-separated. An action is "KILL_PROCESS", "ERRNO", or,
/// if its number matters, "ERRNO 77". `more` are further members.
std::string rule(const std::string& names, const std::string& action, const std::string& more = "");
/// The same with "args".
std::string rule_if(const std::string& names, const std::string& action,
                    const std::vector<std::string>& args);

/// A profile with the three doors of x86-64; `more` are further members.
std::string profile(const std::string& default_action, const std::vector<std::string>& rules,
                    const std::string& more = "");
/// The same without a word about doors.
std::string bare_profile(const std::string& default_action, const std::vector<std::string>& rules,
                         const std::string& more = "");

/// Lets all pass but what the rules say.
inline std::string all_but(const std::vector<std::string>& rules, const std::string& more = "") {
    return profile("ALLOW", rules, more);
}

/// Writes it to a file of the box's own: the options of `run` for it, and "--network none".
Words with_profile(const Box& box, const std::string& text);
Words unconfined();

/// What came of a call in the container, as `probe call` says it, without the end of the line.
std::string call(Probe& probe, const std::string& door, long number, const Words& args = {});
/// The same in a container of its own.
std::string call_with(Box& box, const Words& options, const std::string& door, long number,
                      const Words& args = {});

/// Throws Skipped if there is no such door here, whatever a filter says.
void require_door(const std::string& door);

/// How many filters a process has, and whether any, from /proc/PID/status.
int filters_of(const std::string& status);

/// Requires that it is refused with 125 and one line that has all of `parts` in it, with nothing
/// left behind.
void expect_refused(Box& box, const Words& options, const Words& parts);

}  // namespace support
