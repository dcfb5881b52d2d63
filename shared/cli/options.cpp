// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "cli/mount_options.hpp"
#include "cli/usage_error.hpp"

#include <array>
#include <cstdlib>

namespace cli {
namespace {

using container::Spec;

/// docker's form: NAME=VALUE, or NAME alone for the caller's value, if there is one.
void add_variable(std::vector<std::string>& env, const std::string& text) {
    const auto name = text.substr(0, text.find('='));
    if (name.empty()) throw UsageError{"-e " + text + ": write NAME=VALUE"};
    std::erase_if(env, [&](const std::string& other) { return other.starts_with(name + "="); });
    if (text.size() > name.size())
        env.push_back(text);
    else if (const char* value = std::getenv(name.c_str()))
        env.push_back(name + "=" + value);
}

void env(CLI::App& run, Spec& spec) {
    run.add_option_function<std::vector<std::string>>(
           "-e,--env",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) add_variable(spec.process.env, text);
           },
           "NAME=VALUE, or NAME for the caller's value; may be repeated")
        ->allow_extra_args(false);
}

void workdir(CLI::App& run, Spec& spec) {
    run.add_option("-w,--workdir", spec.process.cwd, "directory the command starts in");
}

void interactive(CLI::App& run, Spec&) {
    run.add_flag_callback(
        "-i,--interactive", [] {}, "accepted for docker's sake: stdin is always passed on");
}

void init(CLI::App& run, Spec& spec) {
    run.add_flag("--init", spec.pid.init, "PID 1 reaps orphans and hands signals on");
}

void names(CLI::App& run, Spec& spec) {
    run.add_option("--hostname", spec.uts.hostname, "the name the container sees");
    run.add_option("--domainname", spec.uts.domainname, "its NIS domain name");
}

void ipc(CLI::App& run, Spec& spec) {
    run.add_option_function<std::string>(
           "--ipc", [&spec](const std::string& mode) { spec.uts.host_ipc = mode == "host"; },
           "private (default) or host")
        ->check(CLI::IsMember({"private", "host"}));
}

void mounts(CLI::App& run, Spec& spec) {
    run.add_option_function<std::vector<std::string>>(
           "-v,--volume",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) spec.filesystem.mounts.push_back(parse_volume(text));
           },
           "SOURCE:DESTINATION[:ro,rprivate,...]; may be repeated")
        ->allow_extra_args(false);
    run.add_option_function<std::vector<std::string>>(
           "--tmpfs",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) spec.filesystem.mounts.push_back(parse_tmpfs(text));
           },
           "DESTINATION[:size=64m,mode=755,...]; may be repeated")
        ->allow_extra_args(false);
    run.add_flag("--read-only", spec.filesystem.readonly_root, "the rootfs cannot be written to");
}

void terminal(CLI::App& run, Spec& spec) {
    run.add_flag("-t,--tty", spec.filesystem.terminal, "a terminal of the container's own");
}

void name(CLI::App& run, Spec& spec) {
    run.add_option("--name", spec.name, "what the host calls the container (default: a new name)");
}

/// The one table of options: which chapter brings which.
struct Row {
    int since;
    void (*add)(CLI::App&, Spec&);
};
constexpr std::array<Row, 9> rows = {{
    {0, env},
    {0, workdir},
    {0, interactive},
    {2, init},
    {3, names},
    {3, ipc},
    {4, mounts},
    {4, terminal},
    {5, name},
}};

}  // namespace

void add_options(CLI::App& run, int chapter, Spec& spec) {
    for (const auto& row : rows)
        if (row.since <= chapter) row.add(run, spec);
}

}  // namespace cli
