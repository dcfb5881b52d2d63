// SPDX-License-Identifier: MIT
#include "seccomp/profile.hpp"
#include "cli/capability_options.hpp"
#include "cli/record.hpp"
#include "cli/security_options.hpp"
#include "cli/table.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "container/layers.hpp"
#include "seccomp/explain.hpp"
#include "seccomp/write.hpp"

#include <fmt/format.h>
#include <seccomp.h>

#include <cstdio>
#include <memory>
#include <string_view>

namespace cli {
namespace {

using Words = std::vector<std::string>;

struct Question {
    std::string profile;
    Words added, dropped;  ///< Capabilities.
    std::string call;
    Words arguments;
};

/// Decimal, or hexadecimal after 0x, as strace(1) shows them; below zero as 64 bits.
std::uint64_t parse_argument(const std::string& text) try {
    std::size_t used = 0;
    const auto value = text.starts_with("-")
                           ? static_cast<std::uint64_t>(std::stoll(text, &used, 0))
                           : std::stoull(text, &used, 0);
    if (used == text.size()) return value;
    throw UsageError{""};
} catch (const std::logic_error&) {
    throw UsageError{fmt::format("{}: not a number; an argument is one, as 0 or 0x7e020000", text)};
} catch (const UsageError&) {
    throw UsageError{fmt::format("{}: not a number; an argument is one, as 0 or 0x7e020000", text)};
}

seccomp::Arguments parse_arguments(const std::vector<std::string>& words) {
    seccomp::Arguments arguments{};
    if (words.size() > arguments.size())
        throw UsageError{"a system call has six arguments at most"};
    for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = parse_argument(words[i]);
    return arguments;
}

void check_call(const std::string& call) {
    const bool is_number = call.find_first_not_of("0123456789") == call.npos;
    if (is_number || ::seccomp_syscall_resolve_name(call.c_str()) != __NR_SCMP_ERROR) return;
    throw UsageError{fmt::format("{}: libseccomp knows no such call; try its number", call)};
}

std::string reason(const seccomp::Explanation& one, const container::Seccomp& profile) {
    if (one.rule)
        return fmt::format("syscalls[{}]{}{}", one.rule->entry,
                           one.rule->comment.empty() ? "" : ": ", one.rule->comment);
    if (one.action == profile.default_action) return "defaultAction: no rule is for it";
    return "by what the filter makes of several rules";
}

int explain(const Question& question) {
    check_call(question.call);
    const auto caps = capabilities(question.added, question.dropped, true).bounding;
    const auto profile = resolve_profile("", question.profile, caps);
    if (!profile) throw UsageError{"unconfined: every call is allowed"};
    const auto program = container::layers::filter(*profile);
    for (const auto& one :
         seccomp::explain(*profile, program, question.call, parse_arguments(question.arguments))) {
        const auto text = one.call.empty()
                              ? fmt::format("{:8} has no {}", one.architecture, question.call)
                              : fmt::format("{:8} {} {}; {}", one.architecture, one.call,
                                            seccomp::in_words(one.action), reason(one, *profile));
        std::puts(text.c_str());
    }
    return 0;
}

int show(const std::string& profile, bool resolved) {
    if (!resolved && profile != "default")
        throw UsageError{profile + ": there is \"default\" alone to be shown, or use --resolved"};
    std::string text{seccomp::default_profile()};
    if (resolved) {
        const auto own = resolve_profile("", profile, capabilities({}, {}, true).bounding);
        text = seccomp::write_profile(own.value_or(unconfined()));
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
}

void add_explain(CLI::App& profile, Action& action) {
    auto& command = *profile.add_subcommand("explain", "say what happens to a call, and why");
    const auto question = std::make_shared<Question>();
    command.add_option("PROFILE", question->profile, "a file, or default")->required();
    command.add_option("SYSCALL", question->call, "its name, or its number")->required();
    command.add_option("ARGUMENT", question->arguments, "the call's arguments; 0 if left out");
    command.add_option("--cap-add", question->added, "a capability that the container has as well")
        ->allow_extra_args(false);
    command.add_option("--cap-drop", question->dropped, "one that it has not, or ALL")
        ->allow_extra_args(false);
    command.callback(
        [&action, question] { action = [question](Pipeline) { return explain(*question); }; });
}

void add_show(CLI::App& profile, Action& action) {
    auto& command = *profile.add_subcommand("show", "print the default profile");
    const auto name = std::make_shared<std::string>();
    const auto resolved = std::make_shared<bool>(false);
    command.add_option("PROFILE", *name, "default; or, with --resolved, a file")->required();
    command.add_flag("--resolved", *resolved, "as a container on this machine has it: OCI's form");
    command.callback([&action, name, resolved] {
        action = [name, resolved](Pipeline) { return show(*name, *resolved); };
    });
}

}  // namespace

void add_profile(CLI::App& app, Action& action) {
    auto& profile = *app.add_subcommand("profile", "which system calls a container may make");
    profile.require_subcommand(1);
    add_explain(profile, action);
    add_show(profile, action);
    add_record(profile, action);
}

}  // namespace cli
