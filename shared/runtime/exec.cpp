// SPDX-License-Identifier: MIT
#include "runtime/exec.hpp"

#include "cli/relay.hpp"
#include "container/command_error.hpp"
#include "container/layers.hpp"
#include "container/signals.hpp"
#include "runtime/bundle.hpp"
#include "runtime/console.hpp"
#include "runtime/creation.hpp"
#include "runtime/descriptors.hpp"
#include "runtime/guest.hpp"
#include "runtime/lifecycle.hpp"
#include "runtime/more.hpp"
#include "runtime/wait.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

namespace runtime {
namespace {

Entry find(const Globals& globals, const ExecOptions& options) {
    auto entry = Entry::find(globals.root, options.id);
    const auto now = lifecycle::status(entry);
    if (now == Status::running || now == Status::created) return entry;
    if (now == Status::paused && options.ignore_paused) return entry;
    throw std::runtime_error{
        fmt::format("cannot exec in container {}: it is {}{}", options.id, name_of(now),
                    now == Status::paused ? "; --ignore-paused waits until it is resumed" : "")};
}

void require_console(const ExecOptions& options, const oci::Process& process) {
    if (process.terminal && options.detach && options.console_socket.empty())
        throw std::runtime_error{"--tty with --detach: needs --console-socket, to hand it over"};
    if (!process.terminal && !options.console_socket.empty())
        throw std::runtime_error{
            "--console-socket: there is no terminal to hand over without --tty"};
}

/// The score of who dies first is written on the host: nobody inside may lower it.
container::Layer oom_score(const std::optional<int>& adjustment) {
    container::Layer layer{"process"};
    if (!adjustment) return layer;
    layer.attach = [score = *adjustment](container::Context&, pid_t guest) {
        sys::write_file(fmt::format("/proc/{}/oom_score_adj", guest), std::to_string(score));
    };
    return layer;
}

container::Layers layers_of_guest(const oci::Config& config, const container::Spec& spec) {
    const auto& process = *config.process;
    return {oom_score(process.oom_score_adj),
            cpu_affinity(process),
            session(process),
            home(process),
            scheduling(config),
            container::layers::credentials(spec.process),
            container::layers::seccomp(spec.seccomp)};
}

/// What the container was made with, but with this process.
oci::Config config_of(const Entry& entry, const ExecOptions& options) {
    auto config = oci::parse_config(sys::read_file(entry.config()));
    config.process = process_of(options, config);
    return config;
}

int run(Globals& globals, const ExecOptions& options) {
    const auto signals = block_signals();
    require_open(options.preserved);
    const auto entry = find(globals, options);
    const auto config = config_of(entry, options);
    require_console(options, *config.process);
    auto warnings = config.process->warnings;
    auto spec = spec_of_process(config, warnings);
    spec.process.preserved = options.preserved;
    close_others(options.preserved);
    for (const auto& warning : warnings) globals.log.warn(warning);
    Guest guest{layers_of_guest(config, spec), spec.process,
                find_way_in(entry, config, options.cgroups)};
    const bool handed_over = !options.console_socket.empty();
    if (handed_over) send_terminal(options.console_socket, guest.terminal(), std::nullopt);
    guest.start();
    if (!options.pid_file.empty()) write_pid_file(options.pid_file, guest.pid());
    if (options.detach) return guest.release(), 0;
    std::optional<cli::Relay> relay;
    if (guest.terminal() && !handed_over) relay.emplace(guest.terminal());
    return wait_for(guest.pidfd(), signals);
}

}  // namespace

int exec(Globals& globals, const ExecOptions& options) try {
    return run(globals, options);
} catch (const std::runtime_error& e) {
    constexpr int not_run = 255;  // which no command that ran is likely to say
    throw container::CommandError{not_run, e.what()};
}

}  // namespace runtime
