// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/mount.hpp"

#include <string>
#include <vector>

/// What may be written in RUN --mount (Dockerfile reference, "RUN --mount").
namespace containerfile {

/// The types, in the order of Mount::Type.
std::vector<std::string> mount_types();

/// The keys of a type, each under its first name, "type" left out.
std::vector<std::string> mount_keys(Mount::Type type);

/// src is source, dst and destination are target, ro is readonly, rw is readwrite.
std::string first_name(const std::string& key);

/// What the value of `key` must be, if `value` is not; nullptr if it is, or has a variable in it.
const char* wrong_value(const std::string& key, const std::string& value);

}  // namespace containerfile
