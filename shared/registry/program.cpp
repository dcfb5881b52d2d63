// SPDX-License-Identifier: MIT
#include "registry/program.hpp"

#include "container/command_error.hpp"
#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

namespace registry {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The signals that end a program, blocked for as long as this lives: they are for the child first.
class Signals {
public:
    Signals() : before_{sys::blocked_signals()} {
        ::sigemptyset(&set_);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&set_, signal);
        ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        file_ = sys::Fd{sys::check(::signalfd(-1, &set_, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd")};
    }
    Signals(const Signals&) = delete;
    ~Signals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    const sigset_t& before() const noexcept { return before_; }
    sys::BorrowedFd file() const noexcept { return file_; }
    /// The one that came, or 0.
    int take() const {
        signalfd_siginfo info{};
        return ::read(file_.get(), &info, sizeof info) > 0 ? static_cast<int>(info.ssi_signo) : 0;
    }

private:
    sigset_t before_, set_{};
    sys::Fd file_;
};

/// posix_spawn(3), because our caller may have threads.
pid_t spawn(const std::string& path, const std::vector<std::string>& words, sys::BorrowedFd events,
            const sigset_t& mask) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, events.get(), event_descriptor);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &mask);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, path.c_str(), &actions, &attributes,
                                    sys::c_strings(words).data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw sys::SysError{error, "posix_spawn " + path};
    return pid;
}

/// The program, while it runs: ended and waited for at the latest when this goes out of scope.
class Child {
public:
    explicit Child(pid_t pid) : pid_{pid} {}
    Child(const Child&) = delete;
    ~Child() {
        if (pid_ <= 0) return;
        signal(SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    void signal(int number) const { ::kill(pid_, number); }
    /// How it ended, as waitpid(2) says it.
    int wait() {
        int status = 0;
        sys::check(::waitpid(std::exchange(pid_, -1), &status, 0), "waitpid");
        return status;
    }

private:
    pid_t pid_;
};

/// Its events, one after the other.
class Events {
public:
    Events(sys::BorrowedFd pipe, const Signals& signals, const Child& child)
        : signals_{signals},
          child_{child},
          watched_{{{pipe.get(), POLLIN, 0}, {signals.file().get(), POLLIN, 0}}} {}

    /// Nothing at the end: it has closed the pipe by ending.
    std::optional<json> next() {
        auto end = text_.npos;
        while ((end = text_.find('\n')) == text_.npos)
            if (!read()) return std::nullopt;
        auto event = json::parse(text_.substr(0, end));
        text_.erase(0, end + 1);
        return event;
    }

private:
    bool read() {
        while (::poll(watched_.data(), watched_.size(), -1) == -1) {  // EINTR
        }
        if (watched_[1].revents)
            if (const int signal = signals_.take()) child_.signal(signal);
        if (!watched_[0].revents) return true;
        std::array<char, 4096> buffer;
        const auto size = ::read(watched_[0].fd, buffer.data(), buffer.size());
        if (size > 0) text_.append(buffer.data(), static_cast<std::size_t>(size));
        return size > 0;
    }

    const Signals& signals_;
    const Child& child_;
    std::array<pollfd, 2> watched_;
    std::string text_;
};

/// Its last word.
json judge(int status, const json& last) {
    if (WIFSIGNALED(status))
        throw container::CommandError{128 + WTERMSIG(status),
                                      fmt::format("stopped: {}", ::strsignal(WTERMSIG(status)))};
    if (last.is_array() && last.at(0) == "result") return last.at(1);
    if (last.is_array() && last.at(0) == "error")
        throw std::runtime_error{last.at(1).get<std::string>()};
    throw std::runtime_error{"workbook-registry failed, and did not say why"};
}

}  // namespace

std::string program_path() {
    const std::string name = "libexec/workbook-registry";
    const auto own = fs::read_symlink("/proc/self/exe").parent_path();
    for (const auto& place : {own, own.parent_path(), fs::path{WORKBOOK_BUILD_DIRECTORY}})
        if (::access((place / name).c_str(), X_OK) == 0) return place / name;
    throw std::runtime_error{
        fmt::format("{} is missing, the program that speaks with registries; ./workbook build "
                    "makes it",
                    (fs::path{WORKBOOK_BUILD_DIRECTORY} / name).native())};
}

json run_program(const std::vector<std::string>& arguments, const Listener& listener) {
    const auto path = program_path();
    std::vector<std::string> words{"workbook-registry"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    int ends[2];
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    const sys::Fd reader{ends[0]};
    sys::Fd writer{ends[1]};
    // dup2(2) of a descriptor onto itself would leave it close-on-exec.
    if (writer.get() == event_descriptor)
        writer = sys::Fd{sys::check(::fcntl(writer.get(), F_DUPFD_CLOEXEC, 4), "fcntl F_DUPFD")};
    const Signals signals;
    Child child{spawn(path, words, writer, signals.before())};
    writer.reset();
    Events events{reader, signals, child};
    json last;
    while (auto event = events.next()) {
        last = std::move(*event);
        if (listener) listener(last);
    }
    return judge(child.wait(), last);
}

}  // namespace registry
