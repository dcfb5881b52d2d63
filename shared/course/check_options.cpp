// SPDX-License-Identifier: MIT
#include "course/check_options.hpp"

#include "course/mistake.hpp"

#include <filesystem>

namespace course {

Chapter chapter_of(const CheckOptions& options) {
    if (!options.chapter.empty()) return find_chapter(options.chapter);
    if (!options.program.empty()) return find_chapter(Path{options.program}.filename());
    for (const auto& chapter : chapters())
        if (!is_solved(chapter)) return chapter;
    throw Mistake{"every chapter is solved; ./workbook check CHAPTER judges one again"};
}

Subject subject_of(const CheckOptions& options, const Chapter& chapter) {
    const bool mine = options.on == "mine";
    Subject subject{chapter, "", std::to_string(options.seed), mine ? " --on mine" : ""};
    if (!options.program.empty()) {
        subject.program = as_seen(std::filesystem::absolute(options.program));
        subject.options = " --program " + subject.program;
    } else {
        subject.program =
            as_seen(build_directory() / (mine ? "mine" : "") / ("chapter" + chapter.number));
    }
    return subject;
}

}  // namespace course
