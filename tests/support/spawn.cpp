// SPDX-License-Identifier: MIT
#include "support/spawn.hpp"

#include "sys/error.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace support {
std::chrono::milliseconds patience(int seconds) {
    const char* scale = std::getenv("WORKBOOK_TIMEOUT_SCALE");
    return std::chrono::milliseconds{
        static_cast<long>(seconds * 1000 * (scale ? std::atof(scale) : 1))};
}

Pipe make_pipe() {
    int ends[2];
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    return {sys::Fd{ends[0]}, sys::Fd{ends[1]}};
}

pid_t spawn(const std::vector<std::string>& words, const std::vector<std::string>& env,
            const std::vector<std::pair<int, int>>& descriptors) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    for (const auto& [ours, theirs] : descriptors)
        ::posix_spawn_file_actions_adddup2(&actions, ours, theirs);
    pid_t pid = -1;
    const int error = ::posix_spawnp(&pid, words[0].c_str(), &actions, nullptr,
                                     sys::c_strings(words).data(), sys::c_strings(env).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + words[0]};
    return pid;
}

std::string quoted(const std::string& text) {
    const std::string plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return result + "'";
}

std::string command_line(const std::vector<std::string>& words) {
    std::string line;
    for (const auto& word : words) line += (line.empty() ? "" : " ") + quoted(word);
    return line;
}

Finished run_tool(const std::vector<std::string>& words) {
    auto pipe = make_pipe();
    std::vector<std::string> env;
    for (char** variable = environ; *variable; ++variable) env.emplace_back(*variable);
    const pid_t pid = spawn(words, env, {{pipe.writer.get(), 1}, {pipe.writer.get(), 2}});
    pipe.writer.reset();
    Finished finished;
    std::array<char, 65536> buffer;
    for (;;) {
        const auto size = ::read(pipe.reader.get(), buffer.data(), buffer.size());
        if (size <= 0) break;
        finished.output.append(buffer.data(), static_cast<std::size_t>(size));
    }
    int status = 0;
    sys::check(::waitpid(pid, &status, 0), "waitpid");
    finished.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

}  // namespace support
