// SPDX-License-Identifier: MIT
#include "seccomp/write.hpp"

#include "seccomp/names.hpp"

#include <nlohmann/json.hpp>

namespace seccomp {
namespace {

using Json = nlohmann::ordered_json;

bool has_number(const Action& action) {
    return action.kind == Action::Kind::error || action.kind == Action::Kind::trace;
}

Json to_json(const Argument& argument) {
    return {{"index", argument.index},
            {"value", argument.value},
            {"valueTwo", argument.value_two},
            {"op", name_of(operators, argument.op)}};
}

Json to_json(const Seccomp::Rule& rule) {
    Json object;
    if (!rule.comment.empty()) object["comment"] = rule.comment;
    object["names"] = rule.names;
    object["action"] = name_of(actions, rule.action.kind);
    if (has_number(rule.action)) object["errnoRet"] = rule.action.number;
    for (const auto& argument : rule.args) object["args"].push_back(to_json(argument));
    return object;
}

}  // namespace

std::string write_profile(const Seccomp& profile) {
    Json object;
    object["defaultAction"] = name_of(actions, profile.default_action.kind);
    if (has_number(profile.default_action))
        object["defaultErrnoRet"] = profile.default_action.number;
    for (const auto& name : profile.architectures)
        object["architectures"].push_back(architecture_name(name));
    if (!profile.flags.empty()) object["flags"] = profile.flags;
    if (!profile.listener_path.empty()) object["listenerPath"] = profile.listener_path.native();
    if (!profile.listener_metadata.empty()) object["listenerMetadata"] = profile.listener_metadata;
    object["syscalls"] = Json::array();
    for (const auto& rule : profile.syscalls) object["syscalls"].push_back(to_json(rule));
    return object.dump(2) + "\n";
}

}  // namespace seccomp
