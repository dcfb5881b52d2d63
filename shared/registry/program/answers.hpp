// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/http.hpp"
#include "registry/program/trouble.hpp"

#include <string>

namespace registry {

/// What a bad answer means: distribution-spec, "Error Codes", in the registry's own words.
Trouble refusal(const Response& response);

/// What a server wrote, without what could change a terminal, and not too long.
std::string printable(const std::string& text);

}  // namespace registry
