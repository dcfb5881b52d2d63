// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/profile.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace seccomp {

/// What a profile's conditions are about.
struct Circumstances {
    std::vector<std::string> caps;          ///< That a program in the container can come to have.
    std::string architecture = native();    ///< Of the machine.
    std::string kernel = running_kernel();  ///< "6.1.0-18-amd64"

    static std::string native();
    static std::string running_kernel();
};

/// Is told what of a profile is left out, and why.
using Note = std::function<void(const std::string&)>;

/// What the profile says in these circumstances.
///
/// A call that the library does not know is left out, and gets the default answer. If that let
/// more through than the profile says, then this throws.
Seccomp resolve(const Profile& profile, const Circumstances& here, const Note& note = {});

/// As text: equal texts, equal circumstances.
std::string describe(const Circumstances& here);

}  // namespace seccomp
