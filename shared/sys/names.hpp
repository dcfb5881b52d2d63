// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// The names of a host: the system calls, under their own names. Each throws SysError.
namespace sys {

/// sethostname(2): at most 64 bytes.
void sethostname(std::string_view name);
/// setdomainname(2): at most 64 bytes.
void setdomainname(std::string_view name);

}  // namespace sys
