// SPDX-License-Identifier: MIT
#include "build/run.hpp"

#include "build/configure.hpp"
#include "build/run_mounts.hpp"
#include "build/scaffold.hpp"
#include "build/worktree.hpp"
#include "container/container.hpp"
#include "container/defaults.hpp"
#include "container/journal.hpp"
#include "container/network/pasta.hpp"
#include "container/network/rights.hpp"
#include "container/overlay/directories.hpp"
#include "container/users/capabilities.hpp"
#include "container/users/limits.hpp"
#include "image/users.hpp"
#include "seccomp/cache.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <stdexcept>

namespace build {
namespace {

using container::Network;
using containerfile::Command;

constexpr auto default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// A bridge as docker has it, or what comes nearest to it.
Network::Mode network_mode(const Job& job, const containerfile::Run& run) {
    using Asked = containerfile::Run::Network;
    if (run.network == Asked::none) return Network::Mode::none;
    if (run.network == Asked::host) return Network::Mode::host;
    if (job.request.network) return *job.request.network;
    if (container::network::may_change_network()) return Network::Mode::bridge;
    return container::network::pasta::is_there() ? Network::Mode::pasta : Network::Mode::host;
}

/// What to execute. A here-document that names its interpreter becomes a file.
std::vector<std::string> arguments(const Command& command, const image::Execution& config,
                                   const Bench& bench, container::Filesystem& filesystem) {
    if (command.form == Command::Form::exec) return command.words;
    if (command.has_interpreter()) {
        const Path file = bench.path() / "script";
        sys::write_all(sys::open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0755), command.script());
        const auto inside = "/dev/pipes/" + command.documents[0].name;
        filesystem.mounts.push_back({inside, "bind", file, MOUNT_ATTR_RDONLY});
        return {inside};
    }
    auto words = shell(config);
    words.push_back(command.script());
    return words;
}

std::vector<std::string> environment(containerfile::Variables variables, const std::string& home) {
    variables.try_emplace("PATH", default_path);
    variables.try_emplace("HOME", home);
    std::vector<std::string> result;
    for (const auto& [name, value] : variables) result.push_back(name + "=" + value);
    return result;
}

void check(int status) {
    if (status > 128)
        throw std::runtime_error{fmt::format("the command was ended by signal {}", status - 128)};
    if (status != 0)
        throw std::runtime_error{fmt::format("the command ended with exit status {}", status)};
}

/// Runs it to its end, and takes what it has written before all else of it is removed.
std::optional<image::Packed> run_container(const Job& job, const image::Image& draft,
                                           const container::Spec& spec) {
    container::Container box{job.pipeline(spec), spec.process, container::State::create()};
    box.start();
    check(box.wait());
    const auto merged = sys::open(container::overlay::Directories{spec.overlay.changes}.merged,
                                  O_RDONLY | O_DIRECTORY);
    container::Journal{merged}.undo(merged);  // mount points that the scaffold could not foresee
    return take_changes(job.store, draft, spec.overlay.changes);
}

}  // namespace

std::optional<image::Packed> run(const Job& job, std::size_t stage, const image::Image& draft,
                                 const containerfile::Run& run, const containerfile::Scope& scope) {
    if (run.security == containerfile::Run::Security::insecure)
        throw std::runtime_error{"--security=insecure: not here; RUN has no more rights than run"};
    const Bench bench{job.store};
    const auto& config = draft.config.execution;
    auto lower = directories(job.store, draft);
    const auto found = image::Users{lower}.find(config.user);

    container::Spec spec;
    spec.filesystem = container::default_filesystem();
    spec.resources.devices = container::default_device_rules();
    spec.network.mode = network_mode(job, run);
    spec.network.hostname = spec.uts.hostname;
    auto variables = scope.environment();
    const RunMounts mounts{job, stage, run, scope, bench, spec.filesystem, variables};
    spec.process = {arguments(run.command, config, bench, spec.filesystem),
                    environment(std::move(variables), found.home),
                    config.working_dir.empty() ? "/" : config.working_dir, true};
    spec.process.user = found.user;
    spec.process.rlimits = container::users::usual_limits();
    const auto& usual = container::users::usual_capabilities();
    spec.process.capabilities = container::users::capability_sets(usual, {}, found.user.uid == 0);
    lower.push_back(make_scaffold(lower, spec.filesystem.mounts, bench.path() / "scaffold"));
    spec.root.path = lower.back();
    spec.overlay = {lower, bench.changes()};
    spec.seccomp = seccomp::prepare_default(spec.process.capabilities.bounding);
    spec.seccomp->while_privileged = true;  // a set-user-ID program may well be what a RUN needs
    return run_container(job, draft, spec);
}

}  // namespace build
