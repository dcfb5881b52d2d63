// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace probe {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> numbers_in_proc() {
    std::vector<std::string> pids;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        const auto name = entry.path().filename().native();
        if (name.find_first_not_of("0123456789") == std::string::npos) pids.push_back(name);
    }
    return pids;
}

/// Each process that /proc shows: "pid state comm".
std::string processes(const Args&) {
    std::string text;
    for (const auto& pid : numbers_in_proc()) {
        std::ifstream file{"/proc/" + pid + "/stat"};
        std::string line;
        std::getline(file, line);
        const auto open = line.find('('), close = line.rfind(')');
        if (close == std::string::npos || close + 2 >= line.size()) continue;  // it just ended
        text += pid + " " + line[close + 2] + " " + line.substr(open + 1, close - open - 1) + "\n";
    }
    return text;
}

/// How many processes that /proc shows are zombies.
std::string zombies(const Args& words) {
    const auto text = processes(words);
    int count = 0;
    for (std::size_t at = 0; (at = text.find(" Z ", at)) != std::string::npos; ++at) ++count;
    return std::to_string(count) + "\n";
}

/// Returns when the processes have ended: as zombies, or reaped already.
void wait_until_ended(const std::vector<int>& pidfds) {
    for (const int pidfd : pidfds) {
        pollfd end{pidfd, POLLIN, 0};
        check(::poll(&end, 1, -1), "poll");
        ::close(pidfd);
    }
}

/// orphans N: N grandchildren whose parent is gone, and who have ended, all at once, when it says
/// so.
std::string orphans(const Args& words) {
    const int count = std::stoi(words.at(0));
    int gate[2], names[2];
    check(::pipe2(gate, O_CLOEXEC), "pipe2");
    check(::pipe2(names, O_CLOEXEC), "pipe2");
    std::vector<int> pidfds;
    for (int i = 0; i < count; ++i) {
        const pid_t parent = check(::fork(), "fork");
        if (parent == 0) {
            const pid_t orphan = ::fork();
            if (orphan == 0) {
                ::close(gate[1]);
                char byte = 0;
                if (::read(gate[0], &byte, 1) < 0) ::_exit(1);
                ::_exit(9);  // a status that nobody is to take for ours
            }
            ::_exit(::write(names[1], &orphan, sizeof orphan) == sizeof orphan ? 0 : 1);
        }
        int status = 0;
        ::waitpid(parent, &status, 0);
        pid_t orphan = -1;
        check(::read(names[0], &orphan, sizeof orphan), "read");
        pidfds.push_back(
            check(static_cast<int>(::syscall(SYS_pidfd_open, orphan, 0)), "pidfd_open"));
    }
    for (const int end : {gate[0], names[0], names[1]}) ::close(end);
    ::close(gate[1]);  // end of file for all of them
    wait_until_ended(pidfds);
    return "made\n";
}

/// background: a process that would outlive us. Says its pid.
std::string background(const Args&) {
    const pid_t pid = check(::fork(), "fork");
    if (pid == 0) {
        ::setsid();
        for (int fd = 0; fd < 3; ++fd) ::close(fd);
        for (;;) ::pause();
    }
    return std::to_string(pid) + "\n";
}

/// fork N: N children, one after the other, each waited for.
std::string fork_often(const Args& words) {
    for (int i = 0; i < std::stoi(words.at(0)); ++i) {
        const pid_t pid = check(::fork(), "fork");
        if (pid == 0) ::_exit(0);
        int status = 0;
        check(::waitpid(pid, &status, 0), "waitpid");
    }
    return "forked\n";
}

volatile sig_atomic_t seen[65];

/// record: from now on, signals are noted instead of obeyed.
std::string record(const Args&) {
    struct sigaction action {};
    action.sa_handler = [](int number) { seen[number] = 1; };
    for (int number = 1; number <= SIGRTMAX; ++number)
        if (number != SIGCHLD) ::sigaction(number, &action, nullptr);
    return "recording\n";
}

std::string recorded(const Args&) {
    std::string text;
    for (int number = 1; number <= SIGRTMAX; ++number)
        if (seen[number]) text += std::to_string(number) + " ";
    return text + "\n";
}

/// kill PID SIGNAL
std::string send_signal(const Args& words) {
    check(::kill(std::stoi(words.at(0)), std::stoi(words.at(1))), "kill " + words[0]);
    return "sent\n";
}

/// comm of process N, as /proc tells it.
std::string comm(const Args& words) {
    std::ifstream file{"/proc/" + words.at(0) + "/comm"};
    std::string name;
    if (!std::getline(file, name)) throw std::runtime_error{"no /proc/" + words[0] + "/comm"};
    return name + "\n";
}

/// Namespace identities: "pid:[4026531836]" a line. They are equal only for the same namespace.
std::string namespaces(const Args&) {
    std::string text;
    for (const char* name : {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"})
        text += fs::read_symlink(std::string{"/proc/self/ns/"} + name).native() + "\n";
    return text;
}

}  // namespace

void add_processes(Commands& commands) {
    commands.insert({{"processes", processes},
                     {"zombies", zombies},
                     {"orphans", orphans},
                     {"background", background},
                     {"fork", fork_often},
                     {"record", record},
                     {"recorded", recorded},
                     {"kill", send_signal},
                     {"comm", comm},
                     {"namespaces", namespaces}});
}

}  // namespace probe
