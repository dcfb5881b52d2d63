// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace oci {

/// From `top` to the value at that address, which is in it: "process.args[1]". Nobody notes the
/// way while all is well: it is looked for when something is wrong.
std::string way_to(const nlohmann::json& top, const nlohmann::json* wanted);

/// The same with a member's name after it.
std::string way_to_member(std::string way, std::string_view name);

/// A value as a message can show it.
std::string in_one_line(const nlohmann::json& value);

}  // namespace oci
