// SPDX-License-Identifier: MIT
#include "attack.hpp"

namespace matrix {

const Attacks& all_attacks() {
    static const Attacks all = [] {
        Attacks joined;
        for (const auto layer :
             {chroot_attacks, pid_attacks, uts_attacks, mount_attacks, net_attacks, cgroup_attacks,
              overlay_attacks, users_attacks, seccomp_attacks})
            for (const auto& attack : layer()) joined.push_back(attack);
        return joined;
    }();
    return all;
}

}  // namespace matrix
