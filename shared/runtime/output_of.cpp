// SPDX-License-Identifier: MIT
#include "runtime/output_of.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace runtime {
namespace {

std::string read_all(const sys::Fd& pipe) {
    std::string text;
    std::array<char, 65536> buffer;
    for (;;) {
        const auto size = ::read(pipe.get(), buffer.data(), buffer.size());
        if (size == -1 && errno == EINTR) continue;
        if (sys::check(size, "read") == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

pid_t spawn(const std::vector<std::string>& words, const sys::Fd& output) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, output.get(), STDOUT_FILENO);
    pid_t pid = 0;
    const int error = ::posix_spawn(&pid, words[0].c_str(), &files, nullptr,
                                    sys::c_strings(words).data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + words[0]};
    return pid;
}

}  // namespace

std::string output_of(const std::vector<std::string>& words) {
    std::array<int, 2> ends{};
    sys::check(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
    const sys::Fd reading{ends[0]};
    sys::Fd writing{ends[1]};
    const pid_t pid = spawn(words, writing);
    writing.reset();
    const auto text = read_all(reading);
    int status = 0;
    while (::waitpid(pid, &status, 0) == -1 && errno == EINTR) continue;
    if (status == 0) return text;
    throw std::runtime_error{
        fmt::format("{}: exited with {}", words[0],
                    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status))};
}

}  // namespace runtime
