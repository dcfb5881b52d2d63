// SPDX-License-Identifier: MIT
#include "container/overlay/convention.hpp"

#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <sstream>

namespace container::overlay {
namespace {

constexpr auto trusted = "trusted.overlay.";
constexpr auto user = "user.overlay.";

/// Only the first user namespace maps every id to itself, user_namespaces(7).
bool in_first_user_namespace() {
    std::istringstream map{sys::read_file("/proc/self/uid_map")};
    unsigned long inside = 1, outside = 1, length = 0;
    map >> inside >> outside >> length;
    return inside == 0 && outside == 0 && length == 4294967295;
}

}  // namespace

const std::string& attribute_prefix() {
    static const std::string prefix = in_first_user_namespace() ? trusted : user;
    return prefix;
}

std::string other_options() {
    // With "userxattr" the other two are off anyway, and cannot be named.
    return attribute_prefix() == user ? "userxattr" : "redirect_dir=off,metacopy=off";
}

bool is_attribute(const std::string& name) {
    return name.starts_with(trusted) || name.starts_with(user);
}

bool is_whiteout(const struct stat& file) {
    return S_ISCHR(file.st_mode) && file.st_rdev == 0;
}

bool is_opaque(sys::BorrowedFd directory, const std::string& name) {
    return sys::getxattr(directory, name, attribute_prefix() + "opaque") == "y";
}

}  // namespace container::overlay
