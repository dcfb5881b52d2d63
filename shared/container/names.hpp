// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace container {

/// Throws unless `name` can name a container: a letter or digit, then those, '_', '.' or '-', at
/// most 64 of them, as docker has it. So a name is never a path that leads elsewhere.
void check_name(const std::string& name);

/// A name that a person can remember and type, for a container that was given none. Two may be
/// alike.
std::string generate_name();

}  // namespace container
