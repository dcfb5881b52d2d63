// SPDX-License-Identifier: MIT
#include "course/subprocess.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace course {

Subprocess::Subprocess(const Words& words, sys::BorrowedFd output) {
    std::vector<char*> raw;
    for (const auto& word : words) raw.push_back(const_cast<char*>(word.c_str()));
    raw.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output.get(), STDERR_FILENO);
    const int error = ::posix_spawnp(&pid_, raw[0], &actions, nullptr, raw.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + words[0]};
}

Subprocess::~Subprocess() {
    if (status_) return;
    int raw = 0;
    ::waitpid(pid_, &raw, 0);
}

std::optional<int> Subprocess::ended() {
    int raw = 0;
    if (!status_ && sys::check(::waitpid(pid_, &raw, WNOHANG), "waitpid {}", pid_) == pid_)
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    return status_;
}

int Subprocess::wait() {
    int raw = 0;
    if (!status_) {
        sys::check(::waitpid(pid_, &raw, 0), "waitpid {}", pid_);
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    }
    return *status_;
}

int run(const Words& words, const std::function<void(const std::string&)>& on_line) {
    int ends[2] = {};
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    const sys::Fd reader{ends[0]};
    sys::Fd writer{ends[1]};
    Subprocess process{words, writer};
    writer.reset();  // or the end of the output would never come
    std::string text;
    std::array<char, 4096> buffer;
    for (ssize_t size; (size = ::read(reader.get(), buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(size));
        for (std::size_t end; (end = text.find('\n')) != std::string::npos;) {
            on_line(text.substr(0, end));
            text.erase(0, end + 1);
        }
    }
    if (!text.empty()) on_line(text);
    return process.wait();
}

}  // namespace course
