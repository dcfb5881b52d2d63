// SPDX-License-Identifier: MIT
#include "owner.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace stage {
namespace {

unsigned long pid_namespace() {
    struct stat info {};
    ::stat("/proc/self/ns/pid", &info);
    return info.st_ino;
}

/// Field 22 of /proc/PID/stat, proc(5); "" if that process has ended, even if nobody has taken its
/// status yet. The second field, a name in parentheses, may hold anything.
std::string start_time(pid_t pid) {
    std::ifstream file{fmt::format("/proc/{}/stat", pid)};
    std::string line, state, word;
    std::getline(file, line);
    std::istringstream rest{line.substr(line.rfind(')') + 1)};
    rest >> state;
    if (state == "Z" || state == "X") return "";
    for (int field = 4; field <= 22; ++field) rest >> word;
    return word;
}

}  // namespace

std::string name_of_mine() {
    return fmt::format("workbook-stage-{}-{}-{}", pid_namespace(), ::getpid(),
                       start_time(::getpid()));
}

Owner owner_of(const std::string& name) {
    unsigned long space = 0;
    pid_t pid = 0;
    char start[32] = {};
    if (std::sscanf(name.c_str(), "workbook-stage-%lu-%d-%31s", &space, &pid, start) != 3)
        return Owner::none;
    if (space != pid_namespace()) return Owner::unknown;
    return start_time(pid) == start ? Owner::alive : Owner::gone;
}

}  // namespace stage
