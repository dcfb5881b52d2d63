// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

/// The isolation matrix: every attack against every program.
namespace matrix {

class Scene;

/// One row of the matrix.
///
/// A later chapter adds rows to the file of its layer, and a command to the probe (rootfs/probe)
/// if none there does yet what the attack needs.
struct Attack {
    const char* name;       ///< One word: the row's name in expected.txt.
    const char* tries;      ///< What it tries.
    int stopped_by;         ///< The chapter from which on it fails; until then it works.
    const char* why;        ///< Why that chapter's layer stops it.
    const char* reference;  ///< Man pages, CVE numbers.

    /// Prepares what the attack needs on the host, makes it, and finds out from facts, such as a
    /// secret or a change on the host, whether it worked.
    bool (*works)(Scene& scene);
};
using Attacks = std::vector<Attack>;

/// All of them, by the chapter that stops them.
const Attacks& all_attacks();

// The rows of one layer each.
Attacks chroot_attacks();
Attacks pid_attacks();
Attacks uts_attacks();
Attacks mount_attacks();
Attacks net_attacks();
Attacks cgroup_attacks();
Attacks overlay_attacks();
Attacks users_attacks();
Attacks seccomp_attacks();

}  // namespace matrix
