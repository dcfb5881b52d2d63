// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

/// The ends that a container of an image can come to.
namespace support {

/// A command of the container's shell, and the exit status of the program that runs it.
struct End {
    std::string command;
    int status = 0;
};

/// Of all kinds: success, failure, a signal, a command that is missing, and a process in
/// `directory`, a path inside, that outlives the first.
std::vector<End> ends(const std::string& directory);

/// Lines of the shell for Host::shell(): `run`, as it is typed with its options, of an image "box"
/// is killed while its container, "victim", runs. They say "killed" if it ran, and has left what
/// it changed.
std::string killed(const std::string& run);

}  // namespace support
