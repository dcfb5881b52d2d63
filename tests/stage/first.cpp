// SPDX-License-Identifier: MIT
#include "first.hpp"

#include "facts.hpp"
#include "harness.hpp"
#include "network.hpp"
#include "program.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"
#include "sys/names.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

namespace stage {
namespace {

std::string snapshot(const Groups& groups) {
    auto lines = facts();
    for (const auto& more : {network_facts(), groups.facts()})
        lines.insert(lines.end(), more.begin(), more.end());
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

pid_t start(Options& options) {
    const pid_t program = sys::check(::fork(), "fork");
    if (program == 0) {
        ::fcntl(harness, F_SETFD, FD_CLOEXEC);
        report_errors([&] { become(options); });
        ::_exit(1);
    }
    say(fmt::format("started {}", program));
    return program;
}

void reap(const sys::Fd& children, pid_t program) {
    signalfd_siginfo info{};
    sys::check(::read(children.get(), &info, sizeof info), "read signalfd");
    int status = 0;
    for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;)
        if (pid == program) say(fmt::format("ended {}", status));
}

/// Containers of the machine's own come and go while there is a stage, and their mounts with them,
/// be they copies: rmdir(2) of a mount point takes what hangs there in every namespace.
void forget_containers() {
    std::istringstream lines{sys::read_file("/proc/self/mountinfo")};
    std::vector<std::string> points;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string id, parent, device, root, point;
        words >> id >> parent >> device >> root >> point;
        for (const char* place : {"/run/workbook/", "/var/lib/workbook/"})
            if (point.starts_with(place)) points.push_back(point);
    }
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        ::umount2(point->c_str(), MNT_DETACH);  // it may have gone by now
}

/// Does what the harness says, until it ends.
void direct(Options& options, const Groups& groups) {
    const auto children = ended_children();
    pid_t program = -1;
    say(groups.missing().empty() ? "ready" : "ready " + groups.missing());
    for (;;) {
        pollfd watched[2] = {{harness, POLLIN, 0}, {children.get(), POLLIN, 0}};
        ::poll(watched, 2, -1);
        if (watched[1].revents) reap(children, program);
        if (!watched[0].revents) continue;
        char word[64] = {};
        if (::recv(harness, word, sizeof word - 1, 0) <= 0) return;
        if (std::strcmp(word, "snapshot") == 0) say(snapshot(groups));
        if (std::strcmp(word, "start") == 0) program = start(options);
    }
}

}  // namespace

void first_process(Options& options, Groups& groups) {
    report_errors([&] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        sys::mount("none", "/", nullptr, MS_REC | MS_SLAVE);  // nothing travels back to the machine
        forget_containers();
        groups.mount();
        sys::mount("none", "/", nullptr, MS_REC | (options.private_root ? MS_PRIVATE : MS_SHARED));
        sys::mount("proc", "/proc", "proc", 0);
        sys::mount("run", "/run", "tmpfs", 0, "mode=755");
        if (options.lib.empty())
            sys::mount("lib", "/var/lib", "tmpfs", 0, "mode=755");
        else
            sys::mount(options.lib, "/var/lib", nullptr, MS_BIND);
        sys::sethostname("stage");
        bring_loopback_up();
        options.home = sys::open(".", O_PATH | O_DIRECTORY);
        sys::chdir("/proc");
        direct(options, groups);
    });
    ::_exit(0);
}

}  // namespace stage
