// SPDX-License-Identifier: MIT
#include "build/terminal_display.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace build {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t shown_lines = 5;   // below a step at work
constexpr std::size_t kept_lines = 100;  // for when it fails

/// What is in it must not move the cursor.
std::string harmless(std::string_view text) {
    std::string result;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f')
            result += c;
        else if (c == '\t')
            result += ' ';
    return result;
}

/// Not in the middle of a character of several bytes.
std::string cut(std::string text, std::size_t columns) {
    if (text.size() <= columns) return text;
    while (columns > 0 && (static_cast<unsigned char>(text[columns]) & 0xc0) == 0x80) --columns;
    text.resize(columns);
    return text;
}

std::string with_time(const std::string& text, double seconds, std::size_t columns) {
    const auto time = fmt::format("{:.1f}s", seconds);
    const auto room = columns > time.size() + 1 ? columns - time.size() - 1 : 0;
    return fmt::format("{:<{}} {}", cut(text, room), room, time);
}

winsize size_of_terminal() {
    winsize size{};
    ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
    if (size.ws_col == 0) size.ws_col = 80;
    if (size.ws_row == 0) size.ws_row = 24;
    return size;
}

}  // namespace

void TerminalDisplay::begun(std::size_t step, const std::string& title) {
    steps_[step] = {harmless(title), Clock::now()};
    tick();
}

void TerminalDisplay::output(std::size_t step, std::string_view text) {
    auto& lines = steps_[step].printed;
    if (lines.empty()) lines.emplace_back();
    for (const char c : text)
        if (c != '\n')
            lines.back() += c;
        else
            lines.emplace_back();
    while (lines.size() > kept_lines) lines.pop_front();
    tick();
}

void TerminalDisplay::ended(std::size_t step, End end) {
    auto& ended = steps_[step];
    ended.end = Clock::now();
    ended.how = end;
    if (end != End::failed) ended.printed.clear();
    tick();
}

void TerminalDisplay::note(const std::string& line) {
    notes_.push_back(line);
    tick();
}

void TerminalDisplay::tick() {
    if (Clock::now() - drawn_ > 80ms) draw();
}

std::vector<std::string> TerminalDisplay::lines(std::size_t columns) const {
    const auto seconds = [](Clock::duration time) {
        return std::chrono::duration<double>(time).count();
    };
    const auto ended = std::count_if(steps_.begin(), steps_.end(),
                                     [](const auto& step) { return step.second.how.has_value(); });
    std::vector<std::string> lines{fmt::format(
        "[+] Building {:.1f}s ({}/{})", seconds(Clock::now() - begin_), ended, steps_.size())};
    for (const auto& [number, step] : steps_) {
        const char* mark = step.how == End::recalled ? "CACHED "
                           : step.how == End::failed ? "ERROR "
                                                     : "";
        const auto time = (step.how ? step.end : Clock::now()) - step.begin;
        lines.push_back(
            with_time(fmt::format(" => {}{}", mark, step.title), seconds(time), columns));
        auto first = step.printed.begin();
        if (step.how != End::failed && step.printed.size() > shown_lines)
            first = step.printed.end() - shown_lines;
        for (; first != step.printed.end(); ++first)
            if (!first->empty()) lines.push_back(cut(" => => # " + harmless(*first), columns));
    }
    lines.insert(lines.end(), notes_.begin(), notes_.end());
    return lines;
}

void TerminalDisplay::draw() {
    const auto size = size_of_terminal();
    auto all = lines(size.ws_col);
    // What has scrolled out cannot be drawn over: the oldest steps are no longer shown.
    const std::size_t most = size.ws_row > 1 ? size.ws_row - 1 : 1;
    if (all.size() > most)
        all.erase(all.begin() + 1, all.begin() + static_cast<long>(all.size() - most + 1));
    std::string text;
    if (height_ > 0) text += fmt::format("\x1b[{}A", height_);
    for (const auto& line : all) text += "\x1b[2K" + line + "\n";
    text += "\x1b[J";
    std::fputs(text.c_str(), stderr);
    height_ = all.size();
    drawn_ = Clock::now();
}

}  // namespace build
