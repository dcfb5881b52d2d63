// SPDX-License-Identifier: MIT
#include "seccomp/match.hpp"

#include <algorithm>

namespace seccomp {
namespace {

bool holds(const Argument& condition, std::uint64_t value) {
    using Compare = Argument::Compare;
    switch (condition.op) {
        case Compare::not_equal:
            return value != condition.value;
        case Compare::less:
            return value < condition.value;
        case Compare::less_or_equal:
            return value <= condition.value;
        case Compare::equal:
            return value == condition.value;
        case Compare::greater_or_equal:
            return value >= condition.value;
        case Compare::greater:
            return value > condition.value;
        case Compare::masked_equal:
            return (value & condition.value) == condition.value_two;
    }
    return false;
}

}  // namespace

bool matches(const Seccomp::Rule& rule, const std::string& name, const Arguments& arguments) {
    const auto& names = rule.names;
    return std::find(names.begin(), names.end(), name) != names.end() &&
           std::all_of(rule.args.begin(), rule.args.end(), [&](const Argument& condition) {
               return holds(condition, arguments.at(condition.index));
           });
}

}  // namespace seccomp
