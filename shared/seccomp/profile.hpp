// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/names.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace seccomp {

/// Where a rule of a docker profile counts. What is not there holds everywhere.
struct Condition {
    std::vector<std::string> caps;    ///< "CAP_SYS_ADMIN"
    std::vector<std::string> arches;  ///< "amd64", as Go names them.
    std::string min_kernel;           ///< "4.8"
    bool empty() const { return caps.empty() && arches.empty() && min_kernel.empty(); }
};

/// One of `syscalls`.
struct Entry {
    Seccomp::Rule rule;
    Condition includes, excludes;
};

/// One of docker's `archMap`.
struct Family {
    std::string architecture;
    std::vector<std::string> sub_architectures;
};

/// A profile as its file has it: docker's format, of which OCI's `linux.seccomp` is a part.
/// https://docs.docker.com/engine/security/seccomp, runtime-spec config-linux.md, "Seccomp".
struct Profile {
    Action default_action;
    std::vector<std::string> architectures;  ///< OCI; as in container::Seccomp.
    std::vector<Family> families;            ///< docker
    std::vector<std::string> flags;
    std::vector<Entry> entries;
    std::string listener_path, listener_metadata;
};

/// Reads one, or that of a config.json. What it throws names the place in the JSON first.
Profile parse_profile(std::string_view text);

/// Ours: what a container gets that nobody says otherwise about. seccomp/default.json.
std::string_view default_profile();

}  // namespace seccomp
