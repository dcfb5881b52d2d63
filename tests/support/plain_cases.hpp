// SPDX-License-Identifier: MIT
#pragma once

namespace support {

/// Those that are no judge() are in the report as well, by their names. What a WARN says that
/// begins with "skipped: " is why one could not be made.
void listen();

}  // namespace support
