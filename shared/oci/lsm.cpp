// SPDX-License-Identifier: MIT
#include "oci/lsm.hpp"

#include <unistd.h>

#include <fstream>

namespace oci {

bool has_apparmor() {
    std::ifstream file{"/sys/module/apparmor/parameters/enabled"};
    return file.get() == 'Y';
}

/// A kernel that has it compiled in, and off, registers no such file system.
bool has_selinux() {
    return ::access("/sys/fs/selinux/enforce", F_OK) == 0;
}

}  // namespace oci
