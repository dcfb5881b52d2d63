// SPDX-License-Identifier: MIT
// caught by: 08.inheritable
// What the caller has as ambient is not cleared.
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

}  // namespace

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.seal = [process, seal = layer.seal](Context& box) {
        Process other = process;
        auto& sets = other.capabilities;
        for (int one = 0; one < cap_max_bits(); ++one)
            if (cap_get_ambient(one) == 1)
                for (auto* set :
                     {&sets.bounding, &sets.permitted, &sets.inheritable, &sets.ambient})
                    set->push_back(name_of(one));
        reference::credentials(other).seal(box);
    };
    return layer;
}

}  // namespace container
