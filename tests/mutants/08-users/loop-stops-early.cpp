// SPDX-License-Identifier: MIT
// caught by: 08.capabilities
// The bounding set is emptied up to CAP_AUDIT_READ, the last that an old header knew.
#include "reference.hpp"

#include <sys/capability.h>

#include <string>
#include <vector>

namespace container {
namespace {

std::string name_of(int capability) {
    char* name = cap_to_name(capability);
    std::string result = name;
    cap_free(name);
    return result;
}

/// Those that are numbered from `first` on.
std::vector<std::string> all_from(int first) {
    std::vector<std::string> names;
    for (int one = first; one < cap_max_bits(); ++one)
        if (cap_get_bound(one) == 1) names.push_back(name_of(one));
    return names;
}

}  // namespace

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    auto& bounding = other.capabilities.bounding;
    for (const auto& name : all_from(CAP_AUDIT_READ + 1)) bounding.push_back(name);
    return reference::credentials(other);
}

}  // namespace container
