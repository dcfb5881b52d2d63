// SPDX-License-Identifier: MIT
#include "course/explanation.hpp"
#include "course/section.hpp"

#include <fmt/format.h>

namespace course {
namespace {

std::string place_of(const BuildFailure& failure) {
    return failure.file + ":" + failure.line + ": " + failure.message;
}

std::string ours(const BuildFailure& failure, const Subject& subject, const Paint& paint) {
    const auto said =
        failure.file.empty() ? failure.excerpt : place_of(failure) + "\n" + failure.excerpt;
    return paint.bad("The build failed, and not in your file: this is ours, not yours.") + "\n" +
           section("It said", harmless(said), paint, Lines::whole) +
           section("Please report it with what this prints",
                   "./workbook build " + subject.chapter.number, paint, Lines::whole);
}

std::string not_linked(const BuildFailure& failure, const Subject& subject, const Paint& paint) {
    return paint.bad("It does not link.") + "\n" +
           section("What is missing", failure.message, paint) +
           section("What to do",
                   as_seen(subject.chapter.exercise()) +
                       " must define it exactly as shared/container/layers.hpp declares it, in "
                       "namespace container::layers.",
                   paint);
}

std::string not_compiled(const BuildFailure& failure, const Paint& paint) {
    const auto others = failure.errors - 1;
    auto text = paint.bad("It does not compile.") + "\n";
    text += section("The first error", place_of(failure), paint);
    if (!failure.excerpt.empty())
        text += section("The compiler shows", failure.excerpt, paint, Lines::whole);
    if (others == 0) return text;
    return text + section("What to do",
                          fmt::format("Mend this one first: {} may follow from it.",
                                      count(others, "other")),
                          paint);
}

}  // namespace

std::string explain(const BuildFailure& failure, const Subject& subject, const Paint& paint) {
    if (!failure.in_exercise) return ours(failure, subject, paint);
    return (failure.file.empty() ? not_linked(failure, subject, paint)
                                 : not_compiled(failure, paint)) +
           "\nNext: ./workbook check " + subject.chapter.number + subject.options + "\n";
}

}  // namespace course
