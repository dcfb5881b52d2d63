// SPDX-License-Identifier: MIT
#include "runtime/clock.hpp"

#include <fmt/format.h>

#include <ctime>

namespace runtime {

std::string now() {
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    tm utc{};
    ::gmtime_r(&time.tv_sec, &utc);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z", utc.tm_year + 1900,
                       utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
                       time.tv_nsec);
}

}  // namespace runtime
