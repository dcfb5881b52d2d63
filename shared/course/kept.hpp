// SPDX-License-Identifier: MIT
#pragma once

#include "course/examination.hpp"

#include <string>

namespace course {

/// A failed check's directory stays in /tmp as long as its Reproduce line is the newest for that
/// program: this notes which it is.
void note_kept(const Examination& examination, const std::string& reproduce);
/// The directory that was noted, which is forgotten; empty if there is none.
Path take_kept(const Examination& examination);

}  // namespace course
