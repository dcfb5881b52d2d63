// SPDX-License-Identifier: MIT
#include "course/explanation.hpp"

#include "course/section.hpp"

#include <fmt/format.h>

#include <map>
#include <regex>

namespace course {
namespace {

/// How the text about a failure begins, by its kind.
std::string title_of(const Check& check) {
    static const std::map<std::string, std::string> titles = {
        {"fail", "What failed first"},
        {"crash", "Your program crashed"},
        {"hang", "Your program did not get on"},
        {"exception", "An exception that nothing caught ended your program"},
    };
    const auto found = titles.find(check.kind);
    return found == titles.end() ? titles.at("fail") : found->second;
}

/// The student's file, and "README, heading; clone(2); ..." as a list.
std::string places(const std::string& where, const Subject& subject) {
    return as_seen(subject.chapter.exercise()) + ", your file\n" +
           std::regex_replace(where, std::regex{"; +"}, "\n");
}

/// The command that shows it again; some checks do more than a command line can.
std::string reproduce(const Check& check, const Subject& subject) {
    if (!check.reproduce.empty()) return check.reproduce;
    return fmt::format("{} --only {}", subject.again(), check.id);
}

/// What else helps to find it: the line that crashed, or the call that does not return.
std::string advice(const Check& check, const Subject& subject, const Paint& paint) {
    if (check.kind == "hang" && !check.reproduce.empty())
        return section("See where it waits",
                       "Put strace -f before the program in that line. Ctrl-C ends it.", paint);
    if (check.kind != "crash" || !subject.options.empty()) return "";
    return section("Find the line",
                   fmt::format("cmake --preset asan && cmake --build build-asan --target "
                               "chapter{0}\n"
                               "then the line above, with ../build-asan/chapter{0}",
                               subject.chapter.number),
                   paint, Lines::whole);
}

/// "chapters/02-pid/pid.cpp:12" of a message that names it; else the file alone.
std::string todo_place(const Check& check, const Subject& subject) {
    std::smatch match;
    if (std::regex_search(check.observed, match, std::regex{R"(\S+\.cpp:\d+)"})) return match[0];
    return as_seen(subject.chapter.exercise());
}

std::string start_here(const Check& check, const Subject& subject, const Paint& paint) {
    const auto place = todo_place(check, subject);
    const auto lesson =
        place.starts_with("chapters/")  // with --on mine, of a chapter below perhaps
            ? Path{place}.parent_path() / "README.md"
            : Path{subject.chapter.lesson()};
    const auto program = fmt::format("cd {} && {}./solutions/chapter{} run rootfs /bin/sh",
                                     as_seen(build_directory()), needs_sudo() ? "sudo " : "",
                                     subject.chapter.number);
    return "\n" + paint.strong("Not written yet: this is where you start.") + "\n" +
           section("Your file", place, paint) +
           section("What needs it", harmless(check.title() + " (" + check.id + ")"), paint) +
           section("What it is to do", lesson.native() + ", The contract", paint) +
           section("A program that does it", program, paint, Lines::whole);
}

}  // namespace

std::string Subject::again() const {
    return fmt::format("./workbook check {}{} --seed {}", chapter.number, options, seed);
}

std::string header(const Subject& subject) {
    return fmt::format("Chapter {}, {}: {} (--seed {} repeats it)\n", subject.chapter.number,
                       subject.chapter.topic, subject.program, subject.seed);
}

std::string explain(const Check& cause, const Subject& subject, const Paint& paint) {
    if (cause.kind == "not written") return start_here(cause, subject, paint);
    std::string text = "\n" + paint.bad(title_of(cause)) +
                       wrapped(": " + harmless(cause.title()), 0, title_of(cause).size());
    text += section("Observed", harmless(cause.observed), paint);
    text += section("Expected", harmless(cause.expected), paint);
    text += section("Why it matters", cause.why, paint);
    text += section("Where to look", places(cause.where, subject), paint);
    text += section("Reproduce", reproduce(cause, subject), paint, Lines::whole);
    return text + advice(cause, subject, paint);
}

std::string explain_error(const Check& error, const Subject& subject, const Paint& paint) {
    std::string text =
        "\n" + paint.bad("The grader itself failed: this is our mistake, not yours.");
    text += "\n" + section("At the check", harmless(error.title()), paint);
    text += section("It said", harmless(error.message), paint);
    text += section("Please report it with what this prints",
                    fmt::format("{} --only {}", subject.again(), error.id), paint, Lines::whole);
    return text;
}

}  // namespace course
