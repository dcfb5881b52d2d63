// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <optional>
#include <string>

/// System calls that fail when they should not.
namespace support {

/// Runs `launch` while one call fails: strace(1), Tampering.
///
/// @param calls as strace names them: alternatives of one another, such as "mkdirat,mkdir"
/// @param time which one of them in each process, from 1
/// @param error its errno, such as "EPERM"
/// @return how it went; nothing if the call was not made that often
std::optional<Outcome> run_with_fault(Box& box, Launch launch, const std::string& calls, int time,
                                      const std::string& error = "EPERM");

}  // namespace support
