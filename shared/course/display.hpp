// SPDX-License-Identifier: MIT
#pragma once

#include "course/judgement.hpp"
#include "course/listing.hpp"
#include "course/text.hpp"

#include <string>
#include <vector>

namespace course {

/// Prints at once: a check may take seconds.
void say(const std::string& text);

/// Shows each check as it comes; on a terminal, the one that is being made as well.
class Display {
public:
    Display(std::vector<Check> all, const Paint& paint);

    void show(const Check& check);
    const Judgement& end();
    /// False if the run ended before all checks were made.
    bool is_complete() const noexcept { return judgement_.total() == all_.size(); }

private:
    void show_next();
    void clear_line();

    std::vector<Check> all_;
    Paint paint_;
    Listing listing_;
    Judgement judgement_;
};

}  // namespace course
