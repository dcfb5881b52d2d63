// SPDX-License-Identifier: MIT
#include "registry/program.hpp"

#include "container/command_error.hpp"
#include "registry/child.hpp"
#include "sys/error.hpp"
#include "sys/fd.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
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

/// Its events, one after the other.
class Events {
public:
    Events(sys::BorrowedFd pipe, const Signals& signals, const Child& child)
        : signals_{signals},
          child_{child},
          watched_{{{pipe.get(), POLLIN, 0}, {signals.file().get(), POLLIN, 0}}} {}

    /// Nothing at the end: it has closed the pipe by ending.
    std::optional<json> next() {
        auto end = std::string::npos;
        while ((end = text_.find('\n')) == std::string::npos)
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
    Child child{path, words, writer, event_descriptor, signals.before()};
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
