// SPDX-License-Identifier: MIT
#pragma once

#include "oci/parts.hpp"
#include "oci/words.hpp"

namespace oci {

/// In the order in which a container comes to them.
constexpr auto kinds_of_hooks = std::to_array<Word<std::vector<Hook> Hooks::*>>({
    {"prestart", &Hooks::prestart},
    {"createRuntime", &Hooks::create_runtime},
    {"createContainer", &Hooks::create_container},
    {"startContainer", &Hooks::start_container},
    {"poststart", &Hooks::poststart},
    {"poststop", &Hooks::poststop},
});

}  // namespace oci
