// SPDX-License-Identifier: MIT
#include "seccomp/profile.hpp"

#include "seccomp/place.hpp"
#include "seccomp/rule.hpp"

namespace seccomp {
namespace {

using nlohmann::json;

std::vector<std::string> architectures(const Place& list) {
    std::vector<std::string> names;
    list.each([&](const Place& name) { names.push_back(parse_architecture(name)); });
    return names;
}

Family parse_family(const Place& place) {
    place.require_object({"architecture", "subArchitectures", "comment"});
    Family family;
    place.member("architecture",
                 [&](const Place& name) { family.architecture = parse_architecture(name); });
    if (family.architecture.empty()) place.fail("architecture is missing");
    place.member("subArchitectures",
                 [&](const Place& list) { family.sub_architectures = architectures(list); });
    return family;
}

Profile parse(const Place& top) {
    top.require_object({"defaultAction", "defaultErrnoRet", "defaultErrno", "architectures",
                        "archMap", "flags", "listenerPath", "listenerMetadata", "syscalls",
                        "comment"});
    Profile profile;
    profile.default_action =
        parse_action(top, {"defaultAction", "defaultErrnoRet", "defaultErrno"});
    top.member("architectures",
               [&](const Place& list) { profile.architectures = architectures(list); });
    top.member("archMap", [&](const Place& list) {
        list.each([&](const Place& one) { profile.families.push_back(parse_family(one)); });
        if (!profile.architectures.empty() && !profile.families.empty())
            list.fail("there is \"architectures\" already; write one of them");
    });
    top.member("flags", [&](const Place& list) {
        list.each([&](const Place& flag) { profile.flags.push_back(parse_flag(flag)); });
    });
    top.member("listenerPath", [&](const Place& path) { profile.listener_path = path.text(); });
    top.member("listenerMetadata",
               [&](const Place& text) { profile.listener_metadata = text.text(); });
    top.member("syscalls", [&](const Place& list) {
        list.each([&](const Place& entry) { profile.entries.push_back(parse_entry(entry)); });
    });
    return profile;
}

/// nlohmann's own words begin with a number in brackets that says nothing to anybody.
[[noreturn]] void explain(const json::parse_error& error) {
    const std::string what = error.what();
    throw std::runtime_error{"not JSON: " +
                             what.substr(std::min(what.find("] ") + 2, what.size()))};
}

}  // namespace

Profile parse_profile(std::string_view text) try {
    const auto top = json::parse(text);
    const Place whole{top};
    if (!top.is_object() || !top.contains("ociVersion")) return parse(whole);
    const auto found = top.find("linux");
    if (found == top.end() || !found->is_object() || !found->contains("seccomp"))
        whole.fail("linux.seccomp: missing, so this bundle is not filtered: seccomp=unconfined");
    const Place linux_{*found, &whole, "linux"};
    return parse(Place{(*found)["seccomp"], &linux_, "seccomp"});
} catch (const json::parse_error& e) {
    explain(e);
}

}  // namespace seccomp
