// SPDX-License-Identifier: MIT
#include "cli/user_options.hpp"

#include "cli/capability_options.hpp"
#include "cli/environment.hpp"
#include "cli/privileged.hpp"
#include "cli/ulimit_option.hpp"
#include "cli/usage_error.hpp"
#include "container/rootless.hpp"
#include "container/users/limits.hpp"
#include "image/users.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cli {
namespace {

using container::Spec;

void take_security_option(const std::string& text, UserOptions& options) {
    constexpr std::string_view seccomp = "seccomp=";
    if (text.starts_with(seccomp) && text.size() > seccomp.size()) {
        options.seccomp = text.substr(seccomp.size());
        return;
    }
    const auto end = text.find_first_of("=:");
    const auto name = text.substr(0, end);
    const auto value = end == text.npos ? "true" : text.substr(end + 1);
    if (name != "no-new-privileges" || (value != "true" && value != "false"))
        throw UsageError{
            fmt::format("--security-opt {}: write no-new-privileges=true, no-new-privileges=false, "
                        "seccomp=FILE or seccomp=unconfined",
                        text)};
    options.no_new_privileges = value == "true";
}

/// The last of several for the same thing counts.
void add_limit(std::vector<container::Rlimit>& limits, const container::Rlimit& limit) {
    std::erase_if(limits, [&](const container::Rlimit& other) { return other.type == limit.type; });
    limits.push_back(limit);
}

void add_options(CLI::App& run, Spec& spec, UserOptions& options) {
    const auto repeated = [&run](const char* names, auto& values, const char* help) {
        run.add_option(names, values, help)->allow_extra_args(false);
    };
    const auto each = [&run](const char* names, auto take, const char* help) {
        run.add_option_function<std::vector<std::string>>(
               names,
               [take](const std::vector<std::string>& all) {
                   for (const auto& text : all) take(text);
               },
               help)
            ->allow_extra_args(false);
    };
    run.add_option("-u,--user", options.user, "USER[:GROUP], names of the container's or numbers");
    repeated("--group-add", options.groups, "one more group of the user's; may be repeated");
    run.add_option("--userns", options.userns,
                   "host, auto (default for root), keep-id or CONTAINER:HOST:SIZE[,...]");
    repeated("--cap-add", options.cap_add, "a capability, or ALL; may be repeated");
    repeated("--cap-drop", options.cap_drop, "a capability, or ALL; may be repeated");
    each(
        "--ulimit",
        [&spec](const std::string& text) { add_limit(spec.process.rlimits, parse_ulimit(text)); },
        "NAME=SOFT[:HARD], as in nofile=1024; may be repeated");
    each(
        "--security-opt",
        [&options](const std::string& text) { take_security_option(text, options); },
        "no-new-privileges=false; from chapter 09 on also seccomp=FILE or seccomp=unconfined");
    run.add_flag("--privileged", options.privileged, "lift what chapters 04 to 08 forbid");
}

/// Whom a container acts as that nobody has said it of.
std::string default_user(const UserOptions& options) {
    if (options.userns_option.mode != UsernsOption::Mode::keep_id) return "";
    return fmt::format("{}:{}", container::outer_user(), container::outer_group());
}

void set_user(Spec& spec, const UserOptions& options, const std::string& image_user) {
    auto text = options.user.empty() ? image_user : options.user;
    if (text.empty()) text = default_user(options);
    if (text.empty() && options.groups.empty()) return;  // root, and the files need not be read
    auto& process = spec.process;
    const image::Users known{spec.overlay.lower};
    const auto found = known.find(text);
    process.user = found.user;
    for (const auto& group : options.groups)
        process.user.additional_gids.push_back(known.group(group));
    if (!text.empty() && !has_variable(process.env, "HOME"))
        process.env.push_back("HOME=" + found.home);
}

void settle_process(Spec& spec, UserOptions& options, const std::string& image_user, bool is_user) {
    if (options.privileged && options.userns.empty()) options.userns = "host";
    options.userns_option = parse_userns(options.userns, is_user);
    const auto asked = std::exchange(spec.process.rlimits, container::users::usual_limits());
    for (const auto& limit : asked) add_limit(spec.process.rlimits, limit);
    set_user(spec, options, image_user);
    auto added = options.cap_add;
    if (options.privileged) lift_restrictions(spec);
    if (options.privileged && options.seccomp.empty()) options.seccomp = "unconfined";
    const bool is_root = spec.process.user.uid == 0;
    if (options.privileged && is_root) added.emplace_back("ALL");
    spec.process.capabilities = capabilities(added, options.cap_drop, is_root);
    spec.process.no_new_privileges = options.no_new_privileges.value_or(!options.privileged);
}

}  // namespace

const Users users{add_options, settle_process, settle_namespace};

}  // namespace cli
