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

std::string first_line(const sys::Fd& file) {
    std::istringstream text{sys::read_file(fmt::format("/proc/self/fd/{}", file.get()))};
    std::string line;
    std::getline(text, line);
    return line;
}

pid_t spawn(const std::vector<std::string>& args, int input, int output) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
    posix_spawnattr_t attributes;  // our signals are blocked, which is nothing to pass on
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
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

void run_tool(const std::vector<std::string>& args, const std::string& input) {
    const auto in = memory_file("input", input);
    const auto out = memory_file("output", "");
    const pid_t pid = spawn(args, in.get(), out.get());
    int status = 0;
    while (::waitpid(pid, &status, 0) == -1 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const auto said = first_line(out);
    throw std::runtime_error{fmt::format(
        "{}: {}", args[0], said.empty() ? fmt::format("wait status {}", status) : said)};
}

}  // namespace container::network
