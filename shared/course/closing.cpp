// SPDX-License-Identifier: MIT
#include "course/explanation.hpp"

#include <fmt/format.h>

namespace course {
namespace {

/// "3 failed, 12 wait": what of the checks did not pass.
std::string rest(const Judgement& judgement) {
    std::string text;
    const auto add = [&](const char* verdict, const char* words) {
        if (const auto number = judgement.number(verdict); number != 0)
            text += fmt::format(", {} {}", number, words);
    };
    add("fail", "failed");
    add("waits", "waiting");
    add("skip", "skipped");
    add("error", "with an error of ours");
    return text;
}

std::string next_lesson(const Chapter& chapter) {
    for (const auto& each : chapters())
        if (each.number > chapter.number) return each.lesson();
    return "";
}

std::string solved(const Subject& subject) {
    const auto next = next_lesson(subject.chapter);
    std::string text = "The reasoning behind the reference: solutions/" + subject.chapter.folder() +
                       "/README.md\n";
    return text + (next.empty()
                       ? "That was the last chapter. ./workbook check CHAPTER judges one again."
                       : "Next: " + next);
}

}  // namespace

std::string closing(const Judgement& judgement, const Subject& subject, const Paint& paint) {
    const auto passed =
        fmt::format("{} of {}", judgement.number("pass"), count(judgement.total(), "check"));
    const auto again =
        fmt::format("./workbook check {}{}", subject.chapter.number, subject.options);
    if (judgement.status() == Status::not_written)
        return fmt::format("\n{} passed so far.\nNext: write it, then {}\n", passed, again);
    const auto total = passed + " passed" + rest(judgement) + ".";
    if (judgement.status() == Status::grader) return "\n" + total + "\n";
    if (judgement.status() != Status::good)
        return fmt::format("\n{}\nNext: mend that first, then {}\n", total, again);
    return "\n" + paint.good(total) + "\n" +
           (judgement.total() == 1 ? "" : wrapped(solved(subject), 0));
}

}  // namespace course
