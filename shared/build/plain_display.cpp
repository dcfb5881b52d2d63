// SPDX-License-Identifier: MIT
#include "build/display.hpp"
#include "build/terminal_display.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace build {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// A line for each thing that happens, which no later one takes back.
class Plain : public Display {
public:
    void begun(std::size_t step, const std::string& title) override {
        steps_[step].begin = Clock::now();
        print(fmt::format("#{} {}\n", step, title));
    }
    void output(std::size_t step, std::string_view text) override {
        auto& unfinished = steps_[step].unfinished;
        for (const char c : text) {
            unfinished += c;
            if (c == '\n') flush(step);
        }
    }
    void ended(std::size_t step, End end) override {
        auto& unfinished = steps_[step].unfinished;
        if (!unfinished.empty()) unfinished += '\n', flush(step);
        if (end == End::recalled) print(fmt::format("#{} CACHED\n\n", step));
        if (end == End::failed) print(fmt::format("#{} ERROR\n\n", step));
        if (end == End::done)
            print(fmt::format("#{} DONE {:.1f}s\n\n", step, seconds_since(steps_[step].begin)));
    }
    void note(const std::string& line) override { print(line + "\n"); }

private:
    struct Step {
        Clock::time_point begin;
        std::string unfinished;  ///< A line that has no end yet.
    };
    void flush(std::size_t step) {
        auto& [begin, line] = steps_[step];
        print(fmt::format("#{} {:.3f} {}", step, seconds_since(begin), line));
        line.clear();
    }
    static void print(const std::string& text) { std::fputs(text.c_str(), stderr); }

    std::map<std::size_t, Step> steps_;
};

/// Nothing, unless something goes wrong: then what that step printed.
class Quiet : public Display {
public:
    void begun(std::size_t, const std::string&) override {}
    void output(std::size_t step, std::string_view text) override { printed_[step] += text; }
    void ended(std::size_t step, End end) override {
        if (end == End::failed) std::fputs(printed_[step].c_str(), stderr);
        printed_.erase(step);
    }
    void note(const std::string&) override {}

private:
    std::map<std::size_t, std::string> printed_;
};

}  // namespace

std::unique_ptr<Display> Display::make(Style style) {
    if (style == Style::quiet) return std::make_unique<Quiet>();
    if (style == Style::terminal) return std::make_unique<TerminalDisplay>();
    return std::make_unique<Plain>();
}

}  // namespace build
