// SPDX-License-Identifier: MIT
#pragma once

#include "oci/words.hpp"

#include <sched.h>

#include <cstdint>

namespace oci {

constexpr auto kinds_of_namespaces = std::to_array<Word<std::uint64_t>>({
    {"cgroup", CLONE_NEWCGROUP},
    {"ipc", CLONE_NEWIPC},
    {"mount", CLONE_NEWNS},
    {"network", CLONE_NEWNET},
    {"pid", CLONE_NEWPID},
    {"time", CLONE_NEWTIME},
    {"user", CLONE_NEWUSER},
    {"uts", CLONE_NEWUTS},
});

constexpr std::string_view name_of(std::uint64_t flag) {
    for (const auto& kind : kinds_of_namespaces)
        if (kind.value == flag) return kind.name;
    return {};
}

}  // namespace oci
