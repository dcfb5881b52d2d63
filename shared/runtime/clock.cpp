// SPDX-License-Identifier: MIT
#include "runtime/clock.hpp"

#include <fmt/format.h>

#include <chrono>

namespace runtime {

std::string now() {
    // Not gmtime(3), which reads /etc/localtime first.
    namespace time = std::chrono;
    const auto instant = time::time_point_cast<time::nanoseconds>(time::system_clock::now());
    const auto midnight = time::floor<time::days>(instant);
    const time::year_month_day date{midnight};
    const time::hh_mm_ss clock{instant - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace runtime
