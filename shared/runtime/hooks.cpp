// SPDX-License-Identifier: MIT
#include "runtime/hooks.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <stdexcept>

namespace runtime {
namespace {

using container::Context;

/// What is to be read, whole and at its beginning, however late: a pipe would hold us up for a hook
/// that does not read.
sys::Fd file_with(const std::string& text) {
    sys::Fd file{sys::check(::memfd_create("state", MFD_CLOEXEC), "memfd_create")};
    sys::write_all(file, text);
    sys::check(::lseek(file.get(), 0, SEEK_SET), "lseek");
    return file;
}

/// The namespaces of the container's first process, for a hook that is to run there.
struct Namespaces {
    pid_t init = 0;           ///< 0: the hook runs in ours.
    std::uint64_t flags = 0;  ///< CLONE_NEW*
};

/// All at once, so that those before do not take away the right to those after. That process has
/// not changed its root yet: what "/" is, stays.
void enter(const Namespaces& namespaces) {
    if (namespaces.init == 0) return;
    constexpr std::uint64_t of_children = CLONE_NEWPID | CLONE_NEWTIME;
    sys::setns(sys::pidfd_open(namespaces.init), static_cast<int>(namespaces.flags & ~of_children));
    if (!(namespaces.flags & CLONE_NEWUSER)) return;
    sys::check(::setresgid(0, 0, 0), "setresgid 0");
    sys::check(::setresuid(0, 0, 0), "setresuid 0");
}

[[noreturn]] void become(const oci::Hook& hook, sys::BorrowedFd input,
                         const Namespaces& namespaces) noexcept {
    sys::trace::call_this("hook");
    try {
        enter(namespaces);
        sys::dup2(input, STDIN_FILENO);
        sys::close_range(STDERR_FILENO + 1, CLOSE_RANGE_CLOEXEC);
        sys::default_dispositions();
        sigset_t none;
        ::sigemptyset(&none);
        sys::sigprocmask(none);
        const std::vector<std::string> itself{hook.path};
        sys::execve(hook.path, hook.args.empty() ? itself : hook.args, hook.env);
    } catch (const std::exception& e) {
        std::fputs(fmt::format("{}\n", e.what()).c_str(), stderr);
    }
    ::_exit(127);
}

/// False if it did not end in time; then it was killed.
bool ended_in_time(sys::BorrowedFd pidfd, const oci::Hook& hook) {
    using std::chrono::milliseconds;
    const int patience =
        hook.timeout ? static_cast<int>(std::chrono::milliseconds{*hook.timeout}.count()) : -1;
    pollfd end{pidfd.get(), POLLIN, 0};
    int ready = 0;
    do ready = ::poll(&end, 1, patience);
    while (ready == -1 && errno == EINTR);
    if (ready == 0) sys::pidfd_send_signal(pidfd, SIGKILL);
    return ready != 0;
}

void run(const oci::Hook& hook, const std::string& kind, const std::string& state,
         const Namespaces& namespaces) {
    const sys::trace::Span span{sys::trace::Kind::step, kind, hook.path.native()};
    const auto input = file_with(state);
    const auto child = sys::clone3({});
    if (child.pid == 0) become(hook, input, namespaces);
    const bool in_time = ended_in_time(child.pidfd, hook);
    const auto end = sys::waitid(child.pidfd, WEXITED);
    const auto fail = [&](const std::string& what) {
        throw std::runtime_error{fmt::format("{} hook {}: {}", kind, hook.path.native(), what)};
    };
    if (!in_time) fail(fmt::format("took longer than its timeout, {} s", hook.timeout->count()));
    if (end->si_code != CLD_EXITED) fail(fmt::format("was ended by signal {}", end->si_status));
    if (end->si_status != 0) fail(fmt::format("failed with exit status {}", end->si_status));
}

}  // namespace

void run_hooks(const std::vector<oci::Hook>& hooks, const std::string& kind,
               const StateDocument& state) {
    for (const auto& hook : hooks) run(hook, kind, to_json(state), {});
}

std::vector<std::string> run_all_hooks(const std::vector<oci::Hook>& hooks, const std::string& kind,
                                       const StateDocument& state) {
    std::vector<std::string> failures;
    for (const auto& hook : hooks) try {
            run(hook, kind, to_json(state), {});
        } catch (const std::exception& e) {
            failures.emplace_back(e.what());
        }
    return failures;
}

container::Layer creation_hooks(const oci::Hooks& hooks, const StateDocument& state) {
    container::Layer layer{"hooks"};
    layer.built = [hooks, state](Context& box, pid_t init) {
        auto now = state;
        // They come after what the specification calls creating, step 2 of its lifecycle. Who asks
        // with `state` is told that create has not ended.
        now.status = Status::created;
        now.pid = init;
        run_hooks(hooks.prestart, "prestart", now);
        run_hooks(hooks.create_runtime, "createRuntime", now);
        for (const auto& hook : hooks.create_container)
            run(hook, "createContainer", to_json(now), {init, box.namespaces});
    };
    return layer;
}

container::Layer start_hooks(const oci::Hooks& hooks, const StateDocument& state) {
    container::Layer layer{"hooks"};
    if (hooks.start_container.empty()) return layer;
    const auto init = std::make_shared<pid_t>();
    // Of the host's /proc, which counts as the host does.
    layer.build = [init](Context&) {
        *init = std::stoi(std::filesystem::read_symlink("/proc/self").native());
    };
    layer.filter = [hooks, state, init](Context&) {
        auto now = state;
        now.status = Status::created;
        now.pid = *init;
        run_hooks(hooks.start_container, "startContainer", now);
    };
    return layer;
}

}  // namespace runtime
