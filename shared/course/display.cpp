// SPDX-License-Identifier: MIT
#include "course/display.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace course {

void say(const std::string& text) {
    fmt::print("{}", text);
    std::fflush(stdout);
}

Display::Display(std::vector<Check> all, const Paint& paint)
    : all_{std::move(all)}, paint_{paint}, listing_{paint} {
    show_next();
}

void Display::show(const Check& check) {
    judgement_.add(check);
    clear_line();
    say(listing_.add(check, judgement_));
    show_next();
}

const Judgement& Display::end() {
    clear_line();
    say(listing_.end());
    return judgement_;
}

void Display::show_next() {
    if (paint_.is_on() && !is_complete()) say(listing_.running(all_[judgement_.total()]));
}

void Display::clear_line() {
    if (paint_.is_on()) say("\r\033[K");
}

}  // namespace course
