// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace registry {

/// RFC 4648, with padding.
std::string to_base64(std::string_view bytes);
/// Throws if `text` is none.
std::string from_base64(std::string_view text);

}  // namespace registry
