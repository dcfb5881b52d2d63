// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace runtime {

/// The time now, UTC, as RFC 3339 writes it with nanoseconds: "2024-02-29T12:00:00.000000000Z".
std::string now();

}  // namespace runtime
