// SPDX-License-Identifier: MIT
#include "cli/groups.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace cli {

std::vector<container::State> running(const std::vector<std::string>& names) {
    std::vector<container::State> states;
    for (const auto& name : names) states.push_back(container::State::running(name));
    return states;
}

container::cgroup::Group group_of(const container::State& state) {
    auto group = container::cgroup::Group::find(state);
    if (!group)
        throw std::runtime_error{fmt::format(
            "{}: has no cgroup; chapter 06 makes one, where the user may", state.name())};
    return group;
}

}  // namespace cli
