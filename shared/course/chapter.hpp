// SPDX-License-Identifier: MIT
#pragma once

#include "course/places.hpp"

#include <string>
#include <vector>

namespace course {

/// A chapter of the book, by its folder: chapters/02-pid.
struct Chapter {
    std::string number;  ///< "02"
    std::string topic;   ///< "pid"

    std::string folder() const { return number + "-" + topic; }
    std::string lesson() const { return "chapters/" + folder() + "/README.md"; }
    /// The file that the student writes.
    Path exercise() const;
};

/// All of them, in order.
std::vector<Chapter> chapters();

/// The one that is called 2, 02, 02-pid, pid or chapter02. Throws Mistake.
Chapter find_chapter(const std::string& name);

/// The tags (tests/chapters/CMakeLists.txt) of all that a chapter's program must keep.
std::string tags_of(const Chapter& chapter);

/// Notes that the exercise, as it is now, passed all its checks.
void note_solved(const Chapter& chapter);
/// True if that was noted, and the exercise is still the same.
bool is_solved(const Chapter& chapter);

}  // namespace course
