// SPDX-License-Identifier: MIT
#pragma once

#include "events.hpp"

#include <string>
#include <utility>
#include <vector>

/// A container's life as a picture of when what was done: that of chapter 11's lesson.
namespace runtime_test {

/// chapters/11-runtime/trace.json: a life of the reference, as a caller has seen it.
Path recorded_life();
/// From the first command's begin to the last one's end, without what is between them.
double whole(const Events& life);

/// What a part of it took, of the whole: "mounts.build", 0.12.
using Shares = std::vector<std::pair<std::string, double>>;
/// The moments that took longest, the longest first.
Shares shares_of_moments(const Events& life);
/// The same for the system calls, all of one name together.
Shares shares_of_calls(const Events& life);
/// What nobody noted: the commands' own start, with all that is before their first line, and end.
double share_of_starts(const Events& life);

/// build/docs/11-trace.svg.
std::string as_svg(const Events& life);

}  // namespace runtime_test
