// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>
#include <optional>
#include <string>

namespace image {

/// SOURCE_DATE_EPOCH (reproducible-builds.org): what "now" is to be in what is made, in seconds.
/// Throws if it is no number.
std::optional<std::time_t> source_date_epoch();
/// That, or for want of it the time.
std::time_t now();
/// "2026-01-31T12:00:00Z".
std::string rfc3339(std::time_t time);

}  // namespace image
