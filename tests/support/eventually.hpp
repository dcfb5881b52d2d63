// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace support {

/// Waits until `holds`, asking again and again; false if it never did.
bool eventually(const std::function<bool()>& holds, int seconds = 5);

}  // namespace support
