// SPDX-License-Identifier: MIT
#pragma once

#include "support/probe.hpp"
#include "support/spawn.hpp"

#include <string>

/// What is required of a program that was run on a host, and has ended.
namespace support {

/// Unmet if the exercise is not written yet.
void require_written(const Finished& finished);

/// What `words` said, which must have succeeded.
std::string said(const Words& words, const Finished& finished);

/// Requires that `words` were refused with 125, in one line with `part` in it.
void require_refused(const Words& words, const Finished& finished, const std::string& part);

}  // namespace support
