// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/client.hpp"

#include <string>

namespace registry {

/// For who asked for a tag that is not there: "; there is: 1, 2, latest". Empty if the registry
/// does not tell.
std::string other_tags(Client& client, const image::Reference& reference);

}  // namespace registry
