// SPDX-License-Identifier: MIT
#pragma once

#include "build/display.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace build {

/// A terminal's: all steps, each on its line, and below those that are at work the last lines that
/// they have printed. It is drawn anew, over itself, as time passes.
class TerminalDisplay : public Display {
public:
    ~TerminalDisplay() override { draw(); }

    void begun(std::size_t step, const std::string& title) override;
    void output(std::size_t step, std::string_view text) override;
    void ended(std::size_t step, End end) override;
    void note(const std::string& line) override;
    void tick() override;

private:
    using Clock = std::chrono::steady_clock;
    struct Step {
        std::string title;
        Clock::time_point begin = {}, end = {};
        std::optional<End> how = {};
        std::deque<std::string> printed = {};  ///< The last lines; the very last may lack its end.
    };
    void draw();
    std::vector<std::string> lines(std::size_t columns) const;

    std::map<std::size_t, Step> steps_;
    std::vector<std::string> notes_;
    Clock::time_point begin_ = Clock::now(), drawn_ = {};
    std::size_t height_ = 0;  ///< Of what was drawn last.
};

}  // namespace build
