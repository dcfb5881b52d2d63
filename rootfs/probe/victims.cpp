// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace probe {
namespace {

/// Holds still to be attacked: says where its secret is in memory, and stays.
std::string hold_still(const Args&) {
    const char* secret = std::getenv("SECRET");
    if (!secret) throw std::runtime_error{"no SECRET"};
    const auto text = std::to_string(reinterpret_cast<std::uintptr_t>(secret)) + "\n";
    check(::write(STDOUT_FILENO, text.data(), text.size()), "write");
    ::close(STDOUT_FILENO);
    for (;;) ::pause();
}

/// victim NAME SECRET: a process with NAME among its arguments and SECRET in its environment.
/// Says its pid, and the address of the secret.
std::string victim(const Args& words) {
    int ends[2];
    check(::pipe2(ends, O_CLOEXEC), "pipe2");
    const auto variable = "SECRET=" + words.at(1);
    const pid_t pid = check(::fork(), "fork");
    if (pid == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::execle("/proc/self/exe", "victim", "hold-still", words[0].c_str(), nullptr,
                 std::array<const char*, 2>{variable.c_str(), nullptr}.data());
        ::_exit(1);
    }
    ::close(ends[1]);
    char address[32] = {};
    const auto size = ::read(ends[0], address, sizeof address - 1);
    ::close(ends[0]);
    if (size <= 0) throw std::runtime_error{"the victim did not start"};
    return std::to_string(pid) + " " + address;
}

/// need-proc: a rootfs may come without what root can mount for itself.
std::string need_proc(const Args&) {
    if (std::filesystem::exists("/proc/self/status")) return "there\n";
    if (::mount("proc", "/proc", "proc", 0, nullptr) == -1)
        throw std::runtime_error{std::string{"mount proc on /proc: "} + std::strerror(errno)};
    return "mounted\n";
}

/// need-sys: the same, for /sys.
std::string need_sys(const Args&) {
    if (std::filesystem::exists("/sys/kernel")) return "there\n";
    if (::mount("sysfs", "/sys", "sysfs", 0, nullptr) == -1)
        throw std::runtime_error{std::string{"mount sysfs on /sys: "} + std::strerror(errno)};
    return "mounted\n";
}

/// command-lines: of all processes that /proc shows.
std::string command_lines(const Args&) {
    std::string text;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        std::ifstream file{entry.path() / "cmdline"};
        text += std::string{std::istreambuf_iterator<char>{file}, {}};
        text += '\n';
    }
    for (char& c : text)
        if (c == '\0') c = ' ';
    return text;
}

/// read-memory PID ADDRESS: the string there, process_vm_readv(2).
std::string read_memory(const Args& words) {
    char text[64] = {};
    const iovec here{text, sizeof text - 1};
    const iovec there{reinterpret_cast<void*>(std::stoull(words.at(1))), sizeof text - 1};
    check(::process_vm_readv(std::stoi(words.at(0)), &here, 1, &there, 1, 0), "process_vm_readv");
    return std::string{text} + "\n";
}

/// write-memory PID ADDRESS TEXT: the first eight letters of TEXT, with ptrace(2) as a debugger.
std::string write_memory(const Args& words) {
    const pid_t pid = std::stoi(words.at(0));
    long value = 0;
    words.at(2).copy(reinterpret_cast<char*>(&value), sizeof value);
    check(::ptrace(PTRACE_ATTACH, pid, nullptr, nullptr), "ptrace PTRACE_ATTACH " + words[0]);
    int status = 0;
    ::waitpid(pid, &status, 0);
    const long result = ::ptrace(PTRACE_POKEDATA, pid, std::stoull(words.at(1)), value);
    const int error = errno;
    ::ptrace(PTRACE_DETACH, pid, nullptr, nullptr);
    errno = error;
    check(result, "ptrace PTRACE_POKEDATA");
    return "written\n";
}

/// alive PID: as its parent sees it.
std::string alive(const Args& words) {
    int status = 0;
    return ::waitpid(std::stoi(words.at(0)), &status, WNOHANG) == 0 ? "alive\n" : "dead\n";
}

}  // namespace

void add_victims(Commands& commands) {
    commands.insert({{"hold-still", hold_still},
                     {"victim", victim},
                     {"need-proc", need_proc},
                     {"need-sys", need_sys},
                     {"command-lines", command_lines},
                     {"read-memory", read_memory},
                     {"write-memory", write_memory},
                     {"alive", alive}});
}

}  // namespace probe
