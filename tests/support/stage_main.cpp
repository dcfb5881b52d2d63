// SPDX-License-Identifier: MIT
//
// stage [OPTION...] -- PROGRAM [ARG...]
//
// A host to throw away: mount, UTS, IPC, network and PID namespaces of their own, in which "/" is
// shared as it is on a machine that systemd started. The program under test runs in it, and a bug
// of it hurts nobody. Descriptor 3 is the harness: a SOCK_SEQPACKET on which it says
//
//     start       runs the program             (answers "started PID", later "ended STATUS")
//     snapshot    answers with what a program must leave as it was
//     (end)       everything left on the stage is killed
//
// Options: --cwd DIR, --umask OCTAL, --block SIGNAL, --ignore SIGNAL, --close FD, --terminal,
// --private (a "/" that is private), --deleted-cwd, --uid N.
#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
constexpr int harness = 3;

struct Options {
    sys::Fd home;  ///< Where we were started.
    std::string cwd;
    mode_t umask = 022;
    std::vector<int> block, ignore, close;
    bool terminal = false;
    bool private_root = false;
    bool deleted_cwd = false;
    uid_t uid = 0;
    std::vector<char*> program;
};

Options parse(int argc, char* argv[]) {
    Options options;
    int i = 1;
    const auto value = [&] { return std::string{argv[++i]}; };
    for (; i < argc && std::string_view{argv[i]} != "--"; ++i) {
        const std::string_view option = argv[i];
        if (option == "--cwd") options.cwd = value();
        if (option == "--umask")
            options.umask = static_cast<mode_t>(std::stoul(value(), nullptr, 8));
        if (option == "--block") options.block.push_back(std::stoi(value()));
        if (option == "--ignore") options.ignore.push_back(std::stoi(value()));
        if (option == "--close") options.close.push_back(std::stoi(value()));
        if (option == "--uid") options.uid = static_cast<uid_t>(std::stoul(value()));
        if (option == "--terminal") options.terminal = true;
        if (option == "--private") options.private_root = true;
        if (option == "--deleted-cwd") options.deleted_cwd = true;
    }
    options.program.assign(argv + i + 1, argv + argc);
    options.program.push_back(nullptr);
    return options;
}

void say(const std::string& text) {
    sys::check(::send(harness, text.data(), text.size(), MSG_NOSIGNAL), "send");
}

/// A line of mountinfo without what differs from run to run: the ids and the peer groups.
std::string mount_line(const std::string& line) {
    std::istringstream words{line};
    std::string id, parent, device, root, point, options, word, rest;
    words >> id >> parent >> device >> root >> point >> options;
    while (words >> word && word != "-") continue;
    std::getline(words, rest);
    return "mount " + point + " " + root + " " + options + rest;
}

std::vector<std::string> lines_of(const std::string& file) {
    std::istringstream text{sys::read_file(file)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

/// Runs with /proc as its working directory, whatever the program has mounted over it or unmounted.
std::string snapshot() {
    std::vector<std::string> facts;
    utsname names{};
    ::uname(&names);
    facts.push_back(fmt::format("hostname {}", names.nodename));
    facts.push_back(fmt::format("domainname {}", names.domainname));
    for (const auto& line : lines_of("self/mountinfo")) facts.push_back(mount_line(line));
    for (const char* kind : {"shm", "sem", "msg"})
        for (const auto& line : lines_of(fmt::format("sysvipc/{}", kind)))
            facts.push_back(fmt::format("ipc {} {}", kind, line.substr(0, 22)));
    for (const auto& line : lines_of("self/net/dev"))
        facts.push_back("link " + line.substr(0, line.find(':')));
    std::error_code gone;
    for (const auto& entry : fs::recursive_directory_iterator{"/run", gone})
        facts.push_back("file " + entry.path().native());
    for (const auto& entry : fs::directory_iterator{"."}) {
        const auto name = entry.path().filename().native();
        if (name.find_first_not_of("0123456789") != std::string::npos || name == "1") continue;
        std::string command = "(gone)";
        try {
            command = sys::read_file(name + "/cmdline");
            std::replace(command.begin(), command.end(), '\0', ' ');
        } catch (const sys::SysError&) {  // it ended while we looked
        }
        if (command != "(gone)") facts.push_back("process " + command);
    }
    std::sort(facts.begin(), facts.end());
    std::string text;
    for (const auto& fact : facts) text += fact + "\n";
    return text;
}

/// In the child that becomes the program under test.
[[noreturn]] void become(Options& options) {
    ::fcntl(harness, F_SETFD, FD_CLOEXEC);
    sigset_t mask;
    ::sigemptyset(&mask);
    for (const int signal : options.block) ::sigaddset(&mask, signal);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    for (const int signal : options.ignore) ::signal(signal, SIG_IGN);
    ::umask(options.umask);
    if (options.terminal) {
        ::setsid();
        ::ioctl(0, TIOCSCTTY, 0);
    }
    sys::fchdir(options.home);
    if (!options.cwd.empty()) sys::chdir(options.cwd);
    if (options.deleted_cwd) {
        sys::mkdir("/run/gone", 0755);
        sys::chdir("/run/gone");
        ::rmdir("/run/gone");
    }
    if (options.uid != 0) {
        sys::check(::setgid(options.uid), "setgid");
        sys::check(::setuid(options.uid), "setuid");
    }
    for (const int fd : options.close) ::close(fd);
    ::execvp(options.program[0], options.program.data());
    say(fmt::format("error: {} cannot be started: {}", options.program[0], std::strerror(errno)));
    ::_exit(1);
}

void direct(Options& options) {
    sigset_t mask;
    ::sigemptyset(&mask);
    ::sigaddset(&mask, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &mask, nullptr);
    const sys::Fd children{sys::check(::signalfd(-1, &mask, SFD_CLOEXEC), "signalfd")};
    pid_t program = -1;
    say("ready");
    for (;;) {
        pollfd watched[2] = {{harness, POLLIN, 0}, {children.get(), POLLIN, 0}};
        ::poll(watched, 2, -1);
        if (watched[1].revents) {
            signalfd_siginfo info{};
            sys::check(::read(children.get(), &info, sizeof info), "read signalfd");
            int status = 0;
            while (const pid_t pid = ::waitpid(-1, &status, WNOHANG)) {
                if (pid == -1) break;
                if (pid == program) say(fmt::format("ended {}", status));
            }
        }
        if (!watched[0].revents) continue;
        char word[64] = {};
        const auto size = ::recv(harness, word, sizeof word - 1, 0);
        if (size <= 0) return;
        if (std::strcmp(word, "snapshot") == 0) say(snapshot());
        if (std::strcmp(word, "start") == 0) {
            program = sys::check(::fork(), "fork");
            if (program == 0) become(options);
            say(fmt::format("started {}", program));
        }
    }
}

[[noreturn]] void first_process(Options& options) noexcept {
    try {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        sys::mount("none", "/", nullptr, MS_REC | MS_SLAVE);  // nothing travels back to the machine
        sys::mount("none", "/", nullptr, MS_REC | (options.private_root ? MS_PRIVATE : MS_SHARED));
        sys::mount("proc", "/proc", "proc", 0);
        sys::mount("run", "/run", "tmpfs", 0, "mode=755");
        sys::check(::sethostname("stage", 5), "sethostname");
        options.home = sys::open(".", O_PATH | O_DIRECTORY);
        sys::chdir("/proc");
        direct(options);
    } catch (const std::exception& e) {
        try {
            say(std::string{"error "} + e.what());
        } catch (const std::exception&) {  // the harness is gone: so are we
        }
    }
    ::_exit(0);
}

}  // namespace

int main(int argc, char* argv[]) try {
    auto options = parse(argc, argv);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sys::check(::unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWPID),
               "unshare");
    const pid_t first = sys::check(::fork(), "fork");
    if (first == 0) first_process(options);
    ::close(harness);
    int status = 0;
    ::waitpid(first, &status, 0);
    return 0;
} catch (const std::exception& e) {
    try {
        say(std::string{"error "} + e.what());
    } catch (const std::exception&) {
    }
    return 1;
}
