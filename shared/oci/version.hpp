// SPDX-License-Identifier: MIT
#pragma once

#include "oci/reader.hpp"

namespace oci {

/// Of the runtime specification: the first and the last that this is an implementation of.
constexpr std::string_view first_version = "1.0.0", last_version = "1.2.1";

/// One of 1.x, as semver.org writes it: those are compatible with each other.
void require_version(const Reader& from);
bool is_1_0(std::string_view version);

}  // namespace oci
