// SPDX-License-Identifier: MIT
//
// ./workbook check: judges the student's program of a chapter, in words.
#include "course/build.hpp"
#include "course/check_options.hpp"
#include "course/display.hpp"
#include "course/examination.hpp"
#include "course/kept.hpp"
#include "course/verbs.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace course {
namespace {

/// Builds the student's program first: its errors are what a learner waits for.
std::optional<BuildFailure> build_all(const CheckOptions& options, const Chapter& chapter,
                                      const Paint& paint) {
    if (options.no_build) return std::nullopt;
    if (options.program.empty()) {
        const auto target = (options.on == "mine" ? "mine" : "chapter") + chapter.number;
        if (auto failure = build({options.target.empty() ? target : options.target}, paint))
            return failure;
    }
    return build({"checks", "rootfs"}, paint);
}

/// Makes the checks, or reads what an earlier run reported.
Judgement judge(const CheckOptions& options, const Examination& examination, const Paint& paint) {
    if (!options.report.empty()) {
        auto checks = Report{options.report}.more();
        if (checks.empty()) throw Mistake{options.report + " has no checks in it"};
        Display display{checks, paint};
        for (const auto& check : checks) display.show(check);
        return display.end();
    }
    auto checks = checks_of(examination);
    if (checks.empty())
        throw Mistake{
            fmt::format("chapter {0} has no check '{1}'; ./workbook check {0} --list names "
                        "them",
                        examination.chapter.number, examination.only)};
    Display display{checks, paint};
    examine(examination, [&](const Check& check) { display.show(check); });
    const auto& judgement = display.end();
    if (!display.is_complete()) throw GraderError{"not all of the checks were made"};
    return judgement;
}

/// For the next run: what is solved, and what is left in /tmp.
void remember(const CheckOptions& options, const Examination& examination,
              const Judgement& judgement) {
    if (!options.report.empty()) return;
    if (judgement.root_cause()) note_kept(examination, judgement.root_cause()->reproduce);
    const bool ordinary =
        options.program.empty() && options.only.empty() && options.on == "reference";
    if (ordinary && judgement.status() == Status::good) note_solved(examination.chapter);
}

void explain_all(const Judgement& judgement, const Subject& subject, const Paint& paint) {
    if (judgement.root_cause()) say(explain(*judgement.root_cause(), subject, paint));
    if (judgement.grader_error()) say(explain_error(*judgement.grader_error(), subject, paint));
    say(closing(judgement, subject, paint));
}

Status check(const CheckOptions& options) {
    const auto paint = Paint::of_stdout();
    const auto chapter = chapter_of(options);
    const auto subject = subject_of(options, chapter);
    const Examination examination{chapter, source_directory() / subject.program, options.seed,
                                  options.only};
    if (options.report.empty()) {
        if (const auto failure = build_all(options, chapter, paint)) {
            say(explain(*failure, subject, paint));
            return failure->in_exercise ? Status::no_compile : Status::grader;
        }
        if (options.list) {
            say(list_of(checks_of(examination), paint));
            return Status::good;
        }
    }
    if (options.report.empty() && !std::filesystem::exists(examination.program))
        throw Mistake{fmt::format("{} is not there; ./workbook build {} makes it", subject.program,
                                  chapter.number)};
    say(header(subject));
    const auto judgement = judge(options, examination, paint);
    explain_all(judgement, subject, paint);
    remember(options, examination, judgement);
    return judgement.status();
}

constexpr const char* footer =
    "Exit status:\n"
    "  0   every check passed, or was skipped with a reason\n"
    "  1   a check failed\n"
    "  2   the command line was wrong\n"
    "  3   the grader itself failed: our mistake, never yours\n"
    "  4   the exercise does not compile\n"
    "  64  the exercise is not written yet\n";

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<CheckOptions>();
    auto& verb = *app.add_subcommand("check", "judge your own program of a chapter");
    verb.footer(footer);
    verb.add_option("CHAPTER", options->chapter,
                    "4, 04, 04-mount or mount; else the first unsolved");
    verb.add_option("--seed", options->seed, "repeat the random values of an earlier run");
    verb.add_option("--only", options->only, "make this one check, by its id");
    verb.add_option("--on", options->on, "the layers below: reference, or mine (your own)")
        ->check(CLI::IsMember({"reference", "mine"}));
    verb.add_option("--program", options->program, "judge this program, called chapterNN");
    verb.add_option("--report", options->report, "make no checks: explain the report of others")
        ->check(CLI::ExistingFile);
    verb.add_option("--target", options->target)->group("");  // for our own tests of bad code
    verb.add_flag("--list", options->list, "name the checks, and make none");
    verb.add_flag("--no-build", options->no_build, "judge what was built last");
    verb.callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace course
