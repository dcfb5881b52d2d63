// SPDX-License-Identifier: MIT
#pragma once

#include "build/job.hpp"
#include "container/child.hpp"
#include "sys/fd.hpp"

namespace build {

/// The process of a stage, as the one sees it that waits for it. Ends with this object.
struct Worker {
    std::size_t stage = 0;
    container::Child child;
    sys::Fd events;           ///< A Reporter is at the other end.
    sys::Fd output;           ///< What its commands print.
    std::size_t current = 0;  ///< The step at work, as it is displayed.
    std::size_t last = 1;     ///< Step::number of the last one.
};

/// Starts it.
Worker start(const Job& job, std::size_t stage);

}  // namespace build
