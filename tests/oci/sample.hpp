// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"

#include <nlohmann/json.hpp>
#include <string>

/// Configs to read, and what comes of it.
namespace sample {

using nlohmann::json;

/// A file of configs/.
std::string text(const char* name);
/// One that says all that a config can say.
json full();
oci::Config config(const json& document);

/// What is said of a config that is wrong; empty if it is read. If `where` is given, the member
/// there is first set to `value`, or taken out if that is discarded: "/process/cwd".
std::string error_in(const std::string& text);
std::string error_at(const std::string& where, const json& value);
extern const json out;

}  // namespace sample
