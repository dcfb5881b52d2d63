// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>

namespace registry {

/// What we tell who started us: an event as ../program.hpp lists them. Any thread may.
void tell(const nlohmann::json& event);

/// A function that tells of a blob that so many of its bytes are done, now and then.
std::function<void(std::uint64_t)> counter(std::size_t blob, const char* what);

}  // namespace registry
