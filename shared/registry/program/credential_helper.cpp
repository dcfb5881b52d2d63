// SPDX-License-Identifier: MIT
#include "registry/program/credentials.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace registry {
namespace {

struct Pipe {
    sys::Fd reader, writer;
};

Pipe make_pipe() {
    int ends[2];
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    return {sys::Fd{ends[0]}, sys::Fd{ends[1]}};
}

pid_t start(const std::string& program, const std::string& verb, const Pipe& in, const Pipe& out) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in.reader.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.writer.get(), STDOUT_FILENO);
    pid_t pid = -1;
    const int error = ::posix_spawnp(&pid, program.c_str(), &actions, nullptr,
                                     sys::c_strings({program, verb}).data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        throw std::runtime_error{
            fmt::format("{} cannot be run, which the file with your logins names: {}", program,
                        std::system_category().message(error))};
    return pid;
}

/// Who needs nothing more to answer may be gone before he has read it.
void give(sys::BorrowedFd writer, const std::string& input) try {
    sys::write_all(writer, input);
} catch (const sys::SysError& e) {
    if (e.error() != EPIPE) throw;
}

}  // namespace

std::optional<std::string> ask_helper(const std::string& name, const std::string& verb,
                                      const std::string& input) {
    if (name.empty() || name.find('/') != std::string::npos)
        throw std::runtime_error{fmt::format("\"{}\" names no docker-credential program", name)};
    auto in = make_pipe(), out = make_pipe();
    const auto pid = start("docker-credential-" + name, verb, in, out);
    in.reader.reset();
    out.writer.reset();
    give(in.writer, input);
    in.writer.reset();
    std::string answer;
    std::array<char, 4096> buffer;
    for (;;) {
        const auto size = ::read(out.reader.get(), buffer.data(), buffer.size());
        if (size <= 0) break;
        answer.append(buffer.data(), static_cast<std::size_t>(size));
    }
    int status = 0;
    sys::check(::waitpid(pid, &status, 0), "waitpid {}", pid);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return answer;
}

}  // namespace registry
