// SPDX-License-Identifier: MIT
#pragma once

#include "reference.hpp"
#include "seccomp/cache.hpp"
#include "sys/seccomp.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>

#include <cstddef>
#include <memory>

/// For a mutant of chapter 09 whose filter is none of libseccomp's: it is `spoilt` after it was
/// made. To be included once, by the mutant.
namespace container {

using Program = std::vector<sock_filter>;

Program spoilt(Program program, const Seccomp& profile);

Program layers::filter(const Seccomp& profile) {
    return spoilt(reference::filter(profile), profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    Layer layer{"seccomp"};
    if (!profile) return layer;
    const auto program = std::make_shared<Program>();
    layer.prepare = [profile, program](Context&) {
        *program = ::seccomp::cached(*profile, layers::filter);
    };
    const auto load = [program](Context&) { sys::seccomp_set_mode_filter(0, *program); };
    (profile->while_privileged ? layer.inside : layer.filter) = load;
    return layer;
}

/// `first`, and then `rest`, which it may go on to.
inline Program joined(Program first, const Program& rest) {
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

constexpr auto architecture_at = static_cast<unsigned>(offsetof(seccomp_data, arch));
constexpr auto number_at = static_cast<unsigned>(offsetof(seccomp_data, nr));

}  // namespace container
