// SPDX-License-Identifier: MIT
#include "registry/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace registry {
namespace {

constexpr std::chrono::milliseconds between_drawings{100};

std::size_t terminal_width() {
    winsize size{};
    constexpr std::size_t usual = 80;
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == -1 || size.ws_col == 0) return usual;
    return size.ws_col;
}

/// As docker shows it, in powers of ten: "12.3MB".
std::string amount(std::uint64_t bytes) {
    auto value = static_cast<double>(bytes);
    const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; value >= 1000 && unit < 4; ++unit) value /= 1000;
    return fmt::format("{:.4g}{}", value, units[unit]);
}

std::string bar(std::uint64_t done, std::uint64_t size) {
    constexpr std::uint64_t beside = 46, least = 10, most = 50;
    const auto width = std::clamp(terminal_width(), beside + least, beside + most) - beside;
    const auto filled = size == 0 ? width : std::min(width, done * width / size);
    std::string text(filled, '=');
    if (filled < width) text += '>';
    text.resize(width, ' ');
    return "[" + text + "]";
}

}  // namespace

Progress::Progress(bool quiet) : quiet_{quiet}, terminal_{!quiet && ::isatty(STDOUT_FILENO) == 1} {}

void Progress::show(const nlohmann::json& event) {
    const auto& name = event.at(0);
    if (name == "say") say(event.at(1));
    if (name == "add") add(event.at(1), event.at(2));
    if (name == "count") count(event.at(1), event.at(2), event.at(3));
    if (name == "set") set(event.at(1), event.at(2), event.at(3));
}

void Progress::say(const std::string& line) {
    const std::lock_guard locked{mutex_};
    if (quiet_) return;
    draw(true);
    lines_.clear();
    drawn_ = 0;
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout);
}

std::size_t Progress::add(const std::string& digest, std::uint64_t size) {
    constexpr std::size_t hex = 7, brief = 12;  // after "sha256:"
    const std::lock_guard locked{mutex_};
    lines_.push_back({digest.substr(hex, brief), "Waiting", size});
    return lines_.size() - 1;
}

void Progress::count(std::size_t blob, const std::string& what, std::uint64_t done) {
    const std::lock_guard locked{mutex_};
    auto& line = lines_.at(blob);
    line.state = what;
    line.done = done;
    line.bar = true;
    draw(false);
}

void Progress::set_rest(const std::string& state, bool last) {
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (!lines_[i].last) set(i, state, last);
}

void Progress::set(std::size_t blob, const std::string& state, bool last) {
    const std::lock_guard locked{mutex_};
    auto& line = lines_.at(blob);
    line.state = state;
    line.bar = false;
    line.last = last;
    draw(true);
    if (quiet_ || terminal_ || !last) return;
    std::fputs((text(line) + "\n").c_str(), stdout);
    std::fflush(stdout);
}

std::string Progress::text(const Line& line) const {
    auto text = fmt::format("{}: {}", line.name, line.state);
    if (line.bar)
        text += fmt::format(" {}  {}/{}", bar(line.done, line.size), amount(line.done),
                            amount(line.size));
    return text;
}

void Progress::draw(bool now) {
    const auto time = std::chrono::steady_clock::now();
    if (!terminal_ || (!now && time - last_ < between_drawings)) return;
    last_ = time;
    std::string screen = drawn_ > 0 ? fmt::format("\x1b[{}A", drawn_) : "";  // up
    for (const auto& line : lines_)
        screen += text(line).substr(0, terminal_width() - 1) + "\x1b[K\n";  // clears the rest
    drawn_ = lines_.size();
    std::fputs(screen.c_str(), stdout);
    std::fflush(stdout);
}

}  // namespace registry
