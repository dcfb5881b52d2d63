// SPDX-License-Identifier: MIT
//
// From the words of `exec` to a process as a config.json has it.
#include "runtime/exec.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <sys/capability.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace runtime {
namespace {

/// A variable that is there already gets the new value: two of one name would leave it to the
/// program which of them counts.
void set(std::vector<std::string>& env, const std::string& variable) {
    const auto name = variable.substr(0, variable.find('=') + 1);
    if (name.size() < 2)
        throw std::runtime_error{fmt::format("--env {}: is not NAME=value", variable)};
    std::erase_if(env, [&name](const std::string& other) { return other.starts_with(name); });
    env.push_back(variable);
}

std::uint32_t number(std::string_view text, const std::string& user) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::runtime_error{fmt::format("--user {}: is not UID[:GID], in numbers", user)};
    return value;
}

void set_user(const std::string& text, container::User& user) {
    const auto colon = text.find(':');
    user.uid = number(std::string_view{text}.substr(0, colon), text);
    if (colon != text.npos) user.gid = number(std::string_view{text}.substr(colon + 1), text);
}

/// In all sets but the inheritable one: what a file inherits is not for a command line to say.
void add_capability(const std::string& name, container::Capabilities& sets) {
    cap_value_t known = 0;
    if (::cap_from_name(name.c_str(), &known) == -1)
        throw std::runtime_error{fmt::format(
            "--cap {}: there is no such capability: they have names as CAP_NET_ADMIN", name)};
    for (auto* set : {&sets.bounding, &sets.effective, &sets.permitted, &sets.ambient})
        if (std::find(set->begin(), set->end(), name) == set->end()) set->push_back(name);
}

oci::Process changed(oci::Process process, const ExecOptions& options) {
    auto& base = process.process;
    base.args = options.args;
    process.terminal = options.terminal;
    process.console_size.reset();
    if (!options.cwd.empty()) base.cwd = options.cwd;
    for (const auto& variable : options.env) set(base.env, variable);
    if (!options.user.empty()) set_user(options.user, base.user);
    base.user.additional_gids.insert(base.user.additional_gids.end(),
                                     options.additional_gids.begin(),
                                     options.additional_gids.end());
    for (const auto& name : options.capabilities) add_capability(name, base.capabilities);
    if (options.no_new_privileges) base.no_new_privileges = true;
    return process;
}

}  // namespace

oci::Process process_of(const ExecOptions& options, const oci::Config& config) {
    if (!options.process.empty()) {
        auto process = oci::parse_process(sys::read_file(options.process),
                                          options.process.filename().native());
        if (options.terminal) process.terminal = true;
        return process;
    }
    if (options.args.empty())
        throw std::runtime_error{"exec: the command is missing: exec ID COMMAND [ARG...]"};
    if (!options.cwd.empty() && !options.cwd.is_absolute())
        throw std::runtime_error{
            fmt::format("--cwd {}: is not an absolute path", options.cwd.native())};
    if (!config.process)
        throw std::runtime_error{
            "exec: the container's config.json has no process to take after: use --process"};
    return changed(*config.process, options);
}

}  // namespace runtime
