// SPDX-License-Identifier: MIT
#include "container/network/tool.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace container::network {
namespace {

/// A file in memory, which no pipe's capacity limits and nobody needs to empty.
sys::Fd memory_file(const char* name, const std::string& text) {
    sys::Fd file{sys::check(::memfd_create(name, MFD_CLOEXEC), "memfd_create")};
    sys::write_all(file, text);
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

std::string line_of(const sys::Fd& file, Reason which) {
    std::istringstream text{sys::read_file(fmt::format("/proc/self/fd/{}", file.get()))};
    std::string line, next;
    std::getline(text, line);
    while (which == Reason::last_line && std::getline(text, next)) line = next;
    return line;
}

pid_t spawn(const std::vector<std::string>& args, int input, int output) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
    // That our signals are blocked, or ignored by our caller, is nothing to pass on: pasta would
    // not start where SIGPIPE is ignored.
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t pid = 0;
    const int error = ::posix_spawn(&pid, args[0].c_str(), &files, &attributes,
                                    sys::c_strings(args).data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + args[0]};
    return pid;
}

}  // namespace

std::optional<std::string> find_tool(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream directories{
        fmt::format("{}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin", path ? path : "")};
    for (std::string directory; std::getline(directories, directory, ':');) {
        const auto file = directory + "/" + name;
        if (directory.starts_with('/') && ::access(file.c_str(), X_OK) == 0) return file;
    }
    return std::nullopt;
}

void run_tool(const std::vector<std::string>& args, sys::BorrowedFd input, Reason reason) {
    const auto out = memory_file("output", "");
    const pid_t pid = spawn(args, input.get(), out.get());
    int status = 0;
    while (::waitpid(pid, &status, 0) == -1 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const auto said = line_of(out, reason);
    throw std::runtime_error{fmt::format(
        "{}: {}", args[0], said.empty() ? fmt::format("wait status {}", status) : said)};
}

void run_tool(const std::vector<std::string>& args, const std::string& input) {
    run_tool(args, memory_file("input", input), Reason::first_line);
}

}  // namespace container::network
