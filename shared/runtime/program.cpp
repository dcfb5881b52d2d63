// SPDX-License-Identifier: MIT
#include "runtime/program.hpp"

#include "cli/program.hpp"
#include "cli/standard_descriptors.hpp"
#include "container/command_error.hpp"
#include "container/rootless.hpp"
#include "container/todo.hpp"
#include "oci/version.hpp"
#include "runtime/command.hpp"
#include "runtime/course.hpp"
#include "runtime/own_binary.hpp"
#include "runtime/trace.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace runtime {
namespace {

struct Row {
    const char* name;
    const char* help;
    AddCommand add;
    bool enters = false;  ///< It has processes of ours in a container.
};
constexpr std::array<Row, 16> rows = {{
    {"create", "make a container, which then waits", add_create, true},
    {"start", "let the program of a container run that waits", add_start},
    {"run", "create and start in one, and wait for the program's end", add_run, true},
    {"state", "what a container is doing, as JSON", add_state},
    {"kill", "send a container a signal", add_kill},
    {"delete", "remove what is left of a container that has ended", add_delete},
    {"exec", "run one more program in a container", add_exec, true},
    {"list", "all containers", add_list},
    {"ps", "the processes of a container", add_ps},
    {"pause", "stop all processes of a container where they are", add_pause},
    {"resume", "let them go on", add_resume},
    {"update", "change what a container may use of the machine", add_update},
    {"events", "what a container uses, again and again, and that it lacked memory", add_events},
    {"stats", "the same, once", add_stats},
    {"spec", "write a config.json to begin with", add_spec},
    {"features", "what this runtime can do, as JSON", add_features},
}};

bool enters(std::string_view command) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Row& row) { return row.enters && command == row.name; });
}

/// In the form of runc's, which callers take apart.
std::string version() {
    return fmt::format("chapter11 version 1.0.0\nspec: {}", oci::last_version);
}

Path default_root() {
    // Not by the user's id: whoever is root of a user namespace alone may not write there.
    if (::access("/run", W_OK) == 0) return "/run/chapter11";
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR")) return Path{runtime} / "chapter11";
    return fmt::format("/tmp/chapter11-{}", container::outer_user());
}

/// What the global options say, until all of them are known.
struct Options {
    std::string log, log_format = "text", log_level = "info", cgroup_manager = "cgroupfs", rootless;
    std::string trace;
    bool debug = false, systemd = false;
};

void add_global_options(CLI::App& app, Globals& globals, Options& options) {
    app.add_option("--root", globals.root, "where the containers are kept");
    app.add_option("--log", options.log, "a file for errors and warnings");
    app.add_option("--log-format", options.log_format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}));
    app.add_option("--log-level", options.log_level, "error, warning, info (default) or debug")
        ->check(CLI::IsMember({"error", "warning", "warn", "info", "debug"}));
    app.add_flag("--debug", options.debug, "the same as --log-level debug");
    app.add_flag("--systemd-cgroup", options.systemd, "refused: it needs systemd");
    app.add_option("--cgroup-manager", options.cgroup_manager, "cgroupfs (default) or disabled")
        ->check(CLI::IsMember({"cgroupfs", "disabled", "systemd"}));
    app.add_option("--rootless", options.rootless, "accepted: it is seen without being told")
        ->check(CLI::IsMember({"true", "false", "auto"}));
    app.add_option("--trace", options.trace, "a file for where the time went; -: a table of it");
    app.set_version_flag("-v,--version", version());
}

void settle(const Options& options, Globals& globals) {
    using Level = Log::Level;
    if (!options.log.empty())
        globals.log.open(options.log,
                         options.log_format == "json" ? Log::Format::json : Log::Format::text);
    globals.log.set_level(options.debug || options.log_level == "debug" ? Level::debug
                          : options.log_level == "info"                 ? Level::info
                          : options.log_level == "error"                ? Level::error
                                                                        : Level::warning);
    if (options.systemd || options.cgroup_manager == "systemd")
        throw std::runtime_error{
            "--systemd-cgroup: this runtime makes its cgroups itself: use cgroupfs"};
    globals.without_cgroups = options.cgroup_manager == "disabled";
}

int fail(Globals& globals, int status, const std::string& message) {
    globals.log.error(message);
    std::fputs(fmt::format("{}\n", message).c_str(), stderr);
    return status;
}

int report(Globals& globals) noexcept try {
    constexpr int not_written = 64;
    try {
        throw;
    } catch (const container::CommandError& e) {
        return fail(globals, e.exit_status(), e.what());
    } catch (const container::NotWritten& e) {
        return fail(globals, not_written, e.what());
    } catch (const std::exception& e) {
        return fail(globals, 1, e.what());
    }
} catch (...) {
    return 1;
}

int perform(int argc, char* argv[], Globals& globals) {
    cli::fill_standard_descriptors();
    const auto typed = command_word(argc, argv);
    if (enters(typed)) protect_own_binary(argv);  // has begun anew in most cases: see below
    Options options;
    Action action;
    CLI::App app{"chapter11: a runtime of the Open Container Initiative", "chapter11"};
    app.require_subcommand(1);
    add_global_options(app, globals, options);
    // No container starts later because there are twenty other commands, too.
    for (const auto& each : rows)
        if (typed.empty() || typed == each.name)
            each.add(*app.add_subcommand(each.name, each.help), action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& e) {
        settle(options, globals);  // as far as it was understood: the caller reads the log
        throw std::runtime_error{fmt::format("{}: see chapter11 {} --help", e.what(), typed)};
    }
    settle(options, globals);
    std::optional<Trace> trace;
    if (!options.trace.empty()) trace.emplace(options.trace, typed);
    return action(globals);
}

/// Before all other constructors, which are only needed by the program that goes on. A failure is
/// left to perform(), which can say what it was.
[[gnu::constructor(101)]] void begin_anew(int argc, char* argv[]) try {
    if (is_of_the_course(argc, argv, default_root()) || !enters(command_word(argc, argv))) return;
    cli::fill_standard_descriptors();
    protect_own_binary(argv);
} catch (const std::exception&) {
}

}  // namespace

int program(const char* title, Pipeline pipeline, int argc, char* argv[],
            const cli::Images* images) {
    Globals globals{default_root(), {}, false, pipeline};
    try {
        if (is_of_the_course(argc, argv, default_root()))
            return cli::program(11, title, pipeline, argc, argv, images);
        return perform(argc, argv, globals);
    } catch (...) {
        return report(globals);
    }
}

}  // namespace runtime
