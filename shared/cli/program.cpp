// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include "cli/amounts.hpp"
#include "cli/command.hpp"
#include "cli/environment.hpp"
#include "cli/images.hpp"
#include "cli/options.hpp"
#include "cli/relay.hpp"
#include "cli/report.hpp"
#include "cli/resource_options.hpp"
#include "cli/standard_descriptors.hpp"
#include "cli/stop_signal.hpp"
#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"
#include "cli/user_options.hpp"
#include "cli/verbs.hpp"
#include "container/cgroup/usage.hpp"
#include "container/container.hpp"
#include "container/defaults.hpp"
#include "container/rootless.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string_view>

namespace cli {
namespace {

using container::Spec;

/// CLI11 would not show what it is told to leave alone.
struct Usage : CLI::Formatter {
    std::string make_usage(const CLI::App*, std::string program) const override {
        return "Usage: " + program + " [OPTIONS] ROOTFS COMMAND [ARG...]\n";
    }
};

Spec default_spec() {
    Spec spec;
    spec.filesystem = container::default_filesystem();
    spec.resources.devices = container::default_device_rules();
    return spec;
}

/// Without images, ROOTFS is a directory.
void require_rootfs(const std::filesystem::path& path) {
    const auto status = std::filesystem::status(path);
    if (!std::filesystem::exists(status))
        throw UsageError{
            fmt::format("{}: there is no such directory; ./workbook build makes "
                        "build/rootfs",
                        path.native())};
    if (!std::filesystem::is_directory(status))
        throw UsageError{
            fmt::format("{}: is not a directory; ROOTFS is the directory that becomes "
                        "the container's /",
                        path.native())};
}

/// From chapter 05 on, containers leave traces on the host, and so they are noted there.
constexpr int first_with_state = 5;

/// The kernel kills with a signal, and says why only in the cgroup.
void explain_kill(int chapter, const container::State& state) {
    const auto group = container::cgroup::Group::find(state);
    if (container::cgroup::oom_kills(group) == 0) return;
    const auto limit = container::cgroup::memory_limit(group);
    std::fputs(fmt::format("chapter{:02}: killed: out of memory ({})\n", chapter,
                           limit ? "limit " + readable_size(*limit) : "no limit of its own")
                   .c_str(),
               stderr);
}

/// From chapter 08 on, those inside are others than those outside.
constexpr int first_with_users = 8;

void refuse_mapped(const Spec& spec) {
    for (const auto& mount : spec.filesystem.mounts)
        if (mount.mapped)
            throw UsageError{fmt::format("-v {}:...:idmap: ids are mapped from chapter {:02} on",
                                         mount.source, first_with_users)};
}

void refuse_profile(const std::string& profile) {
    if (profile.empty() || profile == "unconfined") return;
    throw UsageError{
        fmt::format("--security-opt seccomp={}: calls are filtered from chapter 09 on", profile)};
}

/// What `run` was told that is no part of the spec yet.
struct Options {
    ImageOptions images;
    UserOptions users;
    bool is_user = false;  ///< A normal one has called us.
};

/// Its ids are noted in the state of the container, of which nothing stays if it can have none.
void settle_namespace(const Users& users, Spec& spec, const UserOptions& options,
                      container::State& state) try {
    users.settle_namespace(spec, options, state);
} catch (...) {
    state.remove();
    throw;
}

int run(int chapter, Pipeline pipeline, Spec& spec, const Images* with, Options& options) {
    if (chapter >= first_with_state) container::Container::sweep(pipeline(spec));
    std::shared_ptr<void> changes;  // outlives the container
    if (with) changes = with->stack(spec, options.images);
    const auto* users = chapter >= first_with_users ? with->users : nullptr;
    if (users) users->settle_process(spec, options.users, options.images.user, options.is_user);
    if (with && with->filter_calls)
        with->filter_calls(spec, options.users.seccomp, options.images.verbose);
    add_default_variables(spec, chapter);
    container::State state;
    if (chapter >= first_with_state) state = container::State::create(spec.name);
    if (users) settle_namespace(*users, spec, options.users, state);
    container::Container box{pipeline(spec), spec.process, std::move(state)};
    std::optional<Relay> relay;
    if (box.terminal()) relay.emplace(box.terminal());
    box.start();
    const StopSignal stop{spec.process.stop_signal, box.init()};
    const int status = box.wait();
    if (status == 128 + SIGKILL && box.state()) explain_kill(chapter, box.state());
    return status;
}

}  // namespace

int program(int chapter, const char* title, Pipeline pipeline, int argc, char* argv[],
            const Images* with) {
    const auto name = fmt::format("chapter{:02}", chapter);
    fill_standard_descriptors();
    try {
        Spec spec = default_spec();
        Action action;
        CLI::App app{fmt::format("{}: {}", name, title), name};
        app.require_subcommand(1);
        auto& command = *app.add_subcommand(
            "run", "run COMMAND in a container on ROOTFS, the directory that becomes /");
        command.formatter(std::make_shared<Usage>());
        add_options(command, chapter, spec);
        Options options;
        if (with) add_store_option(command, options.images.root);
        if (with && with->add_options) with->add_options(command, options.images);
        if (chapter >= first_with_users) with->users->add_options(command, spec, options.users);
        // No container starts later because there are twenty other commands, too.
        const bool is_run = argc >= 2 && argv[1] == std::string_view{"run"};
        if (!is_run) {
            add_verbs(app, chapter, action);
            if (with) with->add_commands(app, action);
        }
        command.prefix_command();  // from the first word it does not know, all is the container's
        char** const end = argv + argc;
        char** const mark = is_run ? find_mark(argv, end) : end;
        try {
            app.parse(static_cast<int>(mark - argv), argv);
        } catch (const CLI::CallForHelp& help) {
            return app.exit(help);
        } catch (const CLI::ParseError& e) {
            throw UsageError{e.what()};
        }
        options.is_user = ::geteuid() != 0;
        if (with) container::become_root();
        if (action) return action(pipeline);
        take_command(spec, after_options(command.remaining(), {mark, end}),
                     with && with->says_command);
        if (!with) require_rootfs(spec.root.path);
        check_resources(spec.resources);
        if (chapter < first_with_users) refuse_mapped(spec);
        if (with && !with->filter_calls) refuse_profile(options.users.seccomp);
        spec.network.hostname = spec.uts.hostname;
        return run(chapter, pipeline, spec, with, options);
    } catch (...) {
        return report(name, std::current_exception());
    }
}

}  // namespace cli
