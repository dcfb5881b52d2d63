// SPDX-License-Identifier: MIT
#include "runtime/creation.hpp"

#include "runtime/activation.hpp"
#include "runtime/bundle.hpp"
#include "runtime/cgroup_path.hpp"
#include "runtime/console.hpp"
#include "runtime/descriptors.hpp"
#include "runtime/hooks.hpp"
#include "runtime/lifecycle.hpp"
#include "runtime/normal_user.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace runtime {
namespace {

void warn(Globals& globals, const std::vector<std::string>& warnings) {
    for (const auto& warning : warnings) globals.log.warn(warning);
}

/// Later commands read the config again only if there is something in it for them.
constexpr const char* later_hooks = "later-hooks";

/// What later commands want to know.
void note(const Bundle& bundle, const Globals& globals, const container::State& state) {
    state.write("config.json", bundle.text);
    state.write("cgroup-path",
                globals.without_cgroups ? "none" : cgroup_path(bundle.config, state.name()));
    const auto& hooks = bundle.config.hooks;
    if (!hooks.poststart.empty() || !hooks.poststop.empty()) state.write(later_hooks, "");
}

/// Of the config that the entry was made with, which was checked then.
oci::Hooks hooks_of(const Entry& entry) {
    if (!std::filesystem::exists(entry.state().path() / later_hooks)) return {};
    return oci::parse_config(sys::read_file(entry.config())).hooks;
}

void require_console(const Bundle& bundle, const CreationOptions& options) {
    const auto& process = bundle.config.process;
    const bool terminal = process && process->terminal;
    if (terminal && options.console_socket.empty() && !options.foreground)
        throw std::runtime_error{
            "config.json: process.terminal: needs --console-socket, to hand the terminal over"};
    if (!terminal && !options.console_socket.empty())
        throw std::runtime_error{
            "--console-socket: config.json has no process.terminal to hand over"};
}

/// To the socket or, for want of one, to the caller.
sys::Fd hand_over(sys::BorrowedFd terminal, const CreationOptions& options,
                  const oci::Process& process) {
    if (options.console_socket.empty())
        return sys::Fd{
            sys::check(::fcntl(terminal.get(), F_DUPFD_CLOEXEC, 3), "fcntl F_DUPFD_CLOEXEC")};
    send_terminal(options.console_socket, terminal, process.console_size);
    return {};
}

/// If anything goes wrong before the container has an owner, nothing is left of it.
class Attempt {
public:
    explicit Attempt(Entry& entry) : entry_{entry} {}
    Attempt(const Attempt&) = delete;
    ~Attempt() {
        if (entry_.state()) entry_.state().remove();
    }

private:
    Entry& entry_;
};

}  // namespace

Made make(Globals& globals, const CreationOptions& options) {
    require_open(options.preserved);
    auto bundle = open_bundle(options.bundle);
    bundle.no_pivot = options.no_pivot;
    auto warnings = bundle.config.warnings;
    require_console(bundle, options);
    become_root(bundle.config);
    auto spec = spec_of(bundle, warnings);
    spec.process.preserved = options.preserved;
    spec.process.new_session_keyring = !options.no_new_keyring;
    pass_on_sockets(spec.process);
    close_others(spec.process.preserved);
    warn(globals, warnings);
    auto entry = Entry::create(globals.root, options.id);
    const Attempt attempt{entry};
    note(bundle, globals, entry.state());
    const StateDocument state{options.id,  Status::creating,          0,
                              bundle.path, bundle.config.annotations, spec.root.path};
    note_description(entry.state(), state);
    Made made;
    const auto notify = options.foreground ? entry.state().path() / "notify.sock" : Path{};
    if (options.foreground) made.notifications = Notifications::listen(notify);
    if (made.notifications || !options.foreground)
        give_notify_socket(notify, bundle.config, spec.process);
    auto layers = layers_of(bundle, spec, globals.pipeline, state);
    lifecycle::create(
        std::move(entry), std::move(layers), spec.process, [&](const container::Container& box) {
            made.init = box.init();
            if (box.terminal())
                made.terminal = hand_over(box.terminal(), options, *bundle.config.process);
            if (!options.pid_file.empty()) write_pid_file(options.pid_file, made.init);
        });
    return made;
}

void start(Globals& globals, const std::string& id) {
    auto entry = Entry::find(globals.root, id);
    const auto hooks = hooks_of(entry);
    if (hooks.poststart.empty()) return lifecycle::start(entry);
    auto state = describe(entry);
    lifecycle::start(entry);
    state.status = Status::running;  // a program that is short may have ended by now
    warn(globals, run_all_hooks(hooks.poststart, "poststart", state));
}

void remove(Globals& globals, const std::string& id, bool force) {
    if (force && !Entry::exists(globals.root, id)) return;
    auto entry = Entry::find(globals.root, id);
    const auto hooks = hooks_of(entry);
    auto last = hooks.poststop.empty() ? StateDocument{} : describe(entry);
    last.status = Status::stopped;
    last.pid = 0;
    lifecycle::remove(entry, globals.pipeline({}), force);
    warn(globals, run_all_hooks(hooks.poststop, "poststop", last));
}

}  // namespace runtime
