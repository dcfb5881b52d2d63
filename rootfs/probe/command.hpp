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

void add_facts(Commands& commands);        ///< What this process was given.
void add_files(Commands& commands);        ///< What the file system shows and allows.
void add_processes(Commands& commands);    ///< Other processes, signals, reaping.
void add_objects(Commands& commands);      ///< Names and IPC objects.
void add_semaphores(Commands& commands);   ///< System V semaphores and messages.
void add_victims(Commands& commands);      ///< Host processes to attack, and the attacks on them.
void add_network(Commands& commands);      ///< Sockets.
void add_echo(Commands& commands);         ///< Servers that say who asked, and asking them.
void add_links(Commands& commands);        ///< Interfaces.
void add_resources(Commands& commands);    ///< Processes, memory, CPUs, devices.
void add_rights(Commands& commands);       ///< What root may do, and nobody else.
void add_pages(Commands& commands);        ///< Where in the machine's memory files are.
void add_credentials(Commands& commands);  ///< Whom this process acts as.
void add_doors(Commands& commands);        ///< System calls that a container rarely needs.
void add_calls(Commands& commands);        ///< Any system call, through any door.

/// The kernel said no, in words. Anything else that is thrown is a mistake of the probe's or of
/// whoever asked: `try` keeps the two apart.
struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A call that failed.
struct Failed : Refused {
    explicit Failed(const std::string& what) : Refused{what + ": " + std::strerror(errno)} {}
};

template <typename Result>
Result check(Result result, const std::string& what) {
    if (result == Result(-1)) throw Failed{what};
    return result;
}

}  // namespace probe
