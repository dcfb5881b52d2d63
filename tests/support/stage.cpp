// SPDX-License-Identifier: MIT
#include "support/stage.hpp"

#include "support/fixture.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace support {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

std::string difference(const Snapshot& before, const Snapshot& after) {
    const auto was = lines_of(before), is = lines_of(after);
    std::vector<std::string> gone, added;
    std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::back_inserter(gone));
    std::set_difference(is.begin(), is.end(), was.begin(), was.end(), std::back_inserter(added));
    std::string text;
    for (const auto& line : gone) text += "- " + line + "\n";
    for (const auto& line : added) text += "+ " + line + "\n";
    return text;
}

Stage::Stage(const Setup& setup) {
    auto sockets = sys::socketpair();
    control_ = std::move(sockets.host);
    std::vector<std::string> words = {build_directory() / "tests/stage"};
    words.insert(words.end(), setup.options.begin(), setup.options.end());
    words.emplace_back("--");
    words.insert(words.end(), setup.program.begin(), setup.program.end());
    std::vector<std::pair<int, int>> descriptors = {{setup.standard_input, 0},
                                                    {setup.standard_output, 1},
                                                    {setup.standard_error, 2},
                                                    {sockets.container.get(), 3}};
    for (const int fd : setup.leaked) descriptors.emplace_back(fd, fd);
    pid_ = spawn(words, setup.env, descriptors);
    sockets.container.reset();
    const auto word = receive(patience());
    if (!word.starts_with("ready"))
        throw std::runtime_error{"the stage could not be set up: " + word};
    without_cgroups_ = word.substr(std::min<std::size_t>(word.size(), 6));
    first_ = children_of(pid_).back();  // after the helper, if that has not ended yet
}

Stage::~Stage() {
    control_.reset();  // now it clears away what is left
    const sys::Fd outer{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))};
    pollfd watched{outer.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(patience().count())) <= 0) ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

std::string Stage::receive(std::chrono::milliseconds time) {
    pollfd watched{control_.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(time.count())) <= 0) return "";
    const auto length = ::recv(control_.get(), nullptr, 0, MSG_PEEK | MSG_TRUNC);
    std::string text(static_cast<std::size_t>(sys::check(length, "recv")), '\0');
    sys::check(::recv(control_.get(), text.data(), text.size(), 0), "recv");
    if (text.starts_with("error")) throw std::runtime_error{"the stage: " + text};
    return text;
}

void Stage::send(const std::string& word) {
    sys::check(::send(control_.get(), word.data(), word.size(), MSG_NOSIGNAL), "send");
}

Snapshot Stage::snapshot() {
    send("snapshot");
    auto text = receive(patience());
    if (text.starts_with("ended ")) {
        status_ = std::stoi(text.substr(6));
        text = receive(patience());
    }
    if (text.empty()) throw std::runtime_error{"the stage does not answer"};
    return text;
}

void Stage::start() {
    send("start");
    const auto word = receive(patience());
    if (!word.starts_with("started")) throw std::runtime_error{"the stage said: " + word};
    for (const pid_t program : children_of(first_)) program_ = program;
}

std::optional<int> Stage::ended(std::chrono::milliseconds time) {
    if (status_) return status_;
    const auto word = receive(time);
    if (word.starts_with("ended ")) status_ = std::stoi(word.substr(6));
    return status_;
}

/// If one of them ends just then, the kernel may leave out the next, proc(5): so it is asked until
/// it says the same twice.
std::vector<pid_t> children_of(pid_t pid) {
    const auto ask = [pid]() -> std::vector<pid_t> {
        std::ifstream file{fmt::format("/proc/{0}/task/{0}/children", pid)};
        return {std::istream_iterator<pid_t>{file}, std::istream_iterator<pid_t>{}};
    };
    for (auto before = ask();;) {
        auto now = ask();
        if (now == before) return now;
        before = std::move(now);
    }
}

}  // namespace support
