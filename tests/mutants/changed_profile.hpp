// SPDX-License-Identifier: MIT
#pragma once

#include "reference.hpp"

/// For a mutant of chapter 09 that reads something else in the profile than what it says: the
/// reference makes the filter of what is `misread`. To be included once, by the mutant.
namespace container {

Seccomp misread(Seccomp profile);

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(misread(profile));
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    return reference::seccomp(profile ? std::optional{misread(*profile)} : profile);
}

}  // namespace container
