// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <map>
#include <string>

/// What the checks of chapter 04 ask about mounts.
namespace support {

/// A mount as mountinfo tells it, proc_pid_mountinfo(5).
struct MountLine {
    std::string root, options, type, source;
};

/// Mount point to mount; the last one mounted there, which is the one that is seen.
std::map<std::string, MountLine> parse_mounts(const std::string& mountinfo);

/// A program that runs these shell lines on the stage around the one under test, "$@". The tools
/// are BusyBox's: Debian's mount(8) keeps notes in /run.
Words around(const Box& box, const std::string& lines);

/// What the stage's mount table gained or lost, without the processes.
std::string mount_changes(Live& live);

}  // namespace support
