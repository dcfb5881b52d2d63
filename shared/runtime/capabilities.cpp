// SPDX-License-Identifier: MIT
#include "runtime/capabilities.hpp"

#include "container/users/capabilities.hpp"

#include <algorithm>
#include <set>

namespace runtime {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

container::Capabilities possible_capabilities(const oci::Process& process, Names& warnings) {
    const auto own = container::users::own_capabilities();
    const Names all{own.begin(), own.end()};
    if (!process.has_capabilities) return {all, all, {}, all, {}};
    auto sets = process.process.capabilities;
    std::set<std::string> missing;
    for (auto* set :
         {&sets.bounding, &sets.effective, &sets.inheritable, &sets.permitted, &sets.ambient}) {
        for (const auto& name : *set)
            if (!own.contains(name)) missing.insert(name);
        std::erase_if(*set, [&own](const std::string& name) { return !own.contains(name); });
    }
    std::erase_if(sets.ambient, [&sets](const std::string& name) {
        return !contains(sets.inheritable, name) || !contains(sets.permitted, name);
    });
    std::string list;
    for (const auto& name : missing) list += (list.empty() ? "" : ", ") + name;
    if (!list.empty())
        warnings.push_back("process.capabilities: this runtime itself has no " + list +
                           "; left out");
    return sets;
}

}  // namespace runtime
