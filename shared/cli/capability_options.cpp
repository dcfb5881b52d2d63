// SPDX-License-Identifier: MIT
#include "cli/capability_options.hpp"

#include "cli/usage_error.hpp"
#include "container/users/capabilities.hpp"
#include "containerfile/error.hpp"

#include <fmt/format.h>

#include <cctype>

namespace cli {
namespace {

using Names = container::users::CapabilityNames;

std::string full_name(std::string word) {
    for (char& letter : word)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return word == "ALL" || word.starts_with("CAP_") ? word : "CAP_" + word;
}

Names parse(const char* option, const std::vector<std::string>& words) {
    const auto known = container::users::known_capabilities();
    Names names;
    for (const auto& word : words) {
        const auto name = full_name(word);
        if (name != "ALL" && !known.contains(name))
            throw UsageError{
                fmt::format("{} {}: this kernel has no such capability{}", option, word,
                            containerfile::suggestion(name, {known.begin(), known.end()}))};
        names.insert(name);
    }
    return names;
}

void require_ours(const Names& added, const Names& ours) {
    for (const auto& name : added)
        if (name != "ALL" && !ours.contains(name))
            throw UsageError{fmt::format(
                "--cap-add {0}: whoever started this lacks {0}, and cannot hand it on", name)};
}

Names choose(const Names& added, const Names& dropped, const Names& ours) {
    Names names;
    if (added.contains("ALL"))
        names = ours;
    else if (!dropped.contains("ALL"))
        names = container::users::usual_capabilities();
    for (const auto& name : dropped) names.erase(name);
    for (const auto& name : added)
        if (name != "ALL") names.insert(name);
    return names;
}

}  // namespace

container::Capabilities capabilities(const std::vector<std::string>& added,
                                     const std::vector<std::string>& dropped, bool is_root) {
    const auto add = parse("--cap-add", added), drop = parse("--cap-drop", dropped);
    for (const auto& name : add)
        if (drop.contains(name))
            throw UsageError{fmt::format("--cap-add {0} and --cap-drop {0}: which of them?", name)};
    const auto ours = container::users::own_capabilities();
    require_ours(add, ours);
    const auto chosen = choose(add, drop, ours);
    return container::users::capability_sets(chosen, add.contains("ALL") ? chosen : add, is_root);
}

}  // namespace cli
