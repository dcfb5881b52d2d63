// SPDX-License-Identifier: MIT
#include "containerfile/scope.hpp"
#include "containerfile/blanks.hpp"

#include <array>
#include <utility>

namespace containerfile {
namespace {

bool is_proxy(std::string_view name) {
    static const std::set<std::string, std::less<>> names{"HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY",
                                                          "NO_PROXY", "ALL_PROXY"};
    return names.contains(name) || (name == lower(name) && names.contains(upper(name)));
}

std::optional<std::string> value_in(const Variables& variables, std::string_view name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
}

void add_platform(Variables& variables, const std::string& prefix, const std::string& platform) {
    std::array<std::string, 3> parts;
    std::string_view rest = platform;
    for (auto& part : parts) {
        const auto end = std::min(rest.find('/'), rest.size());
        part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    variables[prefix + "PLATFORM"] = platform;
    variables[prefix + "OS"] = parts[0];
    variables[prefix + "ARCH"] = parts[1];
    variables[prefix + "VARIANT"] = parts[2];
}

}  // namespace

Variables platform_arguments(const std::string& target, const std::string& build) {
    Variables variables;
    add_platform(variables, "TARGET", target);
    add_platform(variables, "BUILD", build);
    return variables;
}

Scope::Scope(char escape, Variables given, Variables platforms)
    : escape_{escape}, given_{std::move(given)}, global_{std::move(platforms)} {
    for (auto& [name, value] : global_)
        if (const auto instead = value_in(given_, name)) value = *instead;
}

Scope Scope::stage() const {
    Scope result = *this;
    result.is_stage_ = true;
    return result;
}

void Scope::declare(const Arg& arg) {
    for (const auto& [written, otherwise] : arg.arguments) {
        const auto name = expand(written);
        asked_for_.insert(name);
        auto value = value_in(given_, name);
        if (!value && otherwise) value = expand(*otherwise);
        if (!value) value = value_in(global_, name);
        if (value) (is_stage_ ? arguments_ : global_)[name] = *value;
    }
}

std::vector<std::pair<std::string, std::string>> Scope::expand(
    const std::vector<Assignment>& assignments) const {
    std::vector<std::pair<std::string, std::string>> result;
    result.reserve(assignments.size());
    for (const auto& [name, value] : assignments)
        result.emplace_back(expand(name), value ? expand(*value) : "");
    return result;
}

void Scope::set(const Env& env) {
    for (const auto& [name, value] : expand(env.variables)) set(name, value);
}

void Scope::set(const std::string& name, const std::string& value) {
    env_[name] = value;
}

std::optional<std::string> Scope::find(std::string_view name) const {
    if (!is_stage_) return value_in(global_, name);
    if (auto value = value_in(env_, name)) return value;
    if (auto value = value_in(arguments_, name)) return value;
    return is_proxy(name) ? value_in(given_, name) : std::nullopt;
}

Lookup Scope::lookup() const {
    return [this](std::string_view name) { return find(name); };
}

std::string Scope::expand(const Word& word) const {
    return containerfile::expand(word, escape_, lookup());
}

std::vector<std::string> Scope::expand_to_words(const Word& word) const {
    return containerfile::expand_to_words(word, escape_, lookup());
}

Variables Scope::environment() const {
    Variables result = env_;  // insert() leaves what is there
    result.insert(arguments_.begin(), arguments_.end());
    for (const auto& given : given_)
        if (is_proxy(given.first)) result.insert(given);
    return result;
}

std::set<std::string> Scope::unused() const {
    std::set<std::string> result;
    for (const auto& [name, value] : given_)
        if (!asked_for_.contains(name) && !global_.contains(name) && !is_proxy(name))
            result.insert(name);
    return result;
}

}  // namespace containerfile
