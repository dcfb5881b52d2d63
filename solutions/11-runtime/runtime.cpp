// SPDX-License-Identifier: MIT
#include "container/channel.hpp"
#include "runtime/lifecycle.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"
#include "sys/socket.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <stdexcept>
#include <utility>

namespace runtime::lifecycle {
namespace {

using container::Channel;
using container::Message;

[[noreturn]] void refuse(const char* what, const Entry& entry, Status status) {
    throw std::runtime_error{
        fmt::format("cannot {} container {}: it is {}", what, entry.id(), name_of(status))};
}

/// A pidfd becomes readable when its process ends, even for those who are not its parent.
void wait_for_end(sys::BorrowedFd pidfd) {
    pollfd end{pidfd.get(), POLLIN, 0};
    while (::poll(&end, 1, -1) == -1 && errno == EINTR) {
    }
}

/// Also those that the first process has left behind: without a PID namespace they outlive it.
void end_all(const Entry& entry) {
    const auto init = entry.open_init();
    if (init) sys::pidfd_send_signal(init, SIGKILL);
    entry.group().kill();  // frozen ones, too: they would never see the signal
    if (init) wait_for_end(init);
}

}  // namespace

container::Layer gate(const Path& path) {
    container::Layer layer{"gate"};
    const auto listening = std::make_shared<sys::Fd>();

    // On the host: the path is the host's. The container keeps the socket.
    layer.prepare = [=](container::Context&) { *listening = sys::listen(path); };

    // If we kept it too, a container that has died would still seem to listen.
    layer.attach = [listening](container::Context&, pid_t) { listening->reset(); };

    layer.gate = [listening](container::Context&) {
        Channel opener{sys::accept(*listening)};
        opener.expect(Message::go);
        return opener;
    };

    return layer;
}

void create(Entry entry, container::Layers layers, const container::Process& process,
            const std::function<void(const container::Container& box)>& hand_over) {
    layers.push_back(gate(entry.gate()));
    container::Container box{std::move(layers), process, std::move(entry.state()),
                             container::Life::of_its_own};
    box.start();  // up to its gate
    Entry::note_complete(box.state());
    hand_over(box);
    box.release();
}

Status status(const Entry& entry) {
    if (!entry.is_complete() && (entry.is_alive() || entry.is_locked())) return Status::creating;
    if (!entry.is_alive()) return Status::stopped;
    if (entry.is_frozen()) return Status::paused;
    return std::filesystem::exists(entry.gate()) ? Status::created : Status::running;
}

void start(Entry& entry) {
    entry.lock();
    if (const auto now = status(entry); now != Status::created) refuse("start", entry, now);
    Channel program{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    std::filesystem::remove(entry.gate());
    program.send(Message::go);
    if (program.receive() != Message::end_of_file)
        throw std::logic_error{"the channel is out of step"};
}

void kill(const Entry& entry, int signal) {
    const auto now = status(entry);
    const auto init = entry.open_init();
    if (now == Status::creating) refuse("kill", entry, now);
    if (!init) refuse("kill", entry, Status::stopped);
    sys::pidfd_send_signal(init, signal);
    // What is frozen by v1 would die only when somebody thaws it.
    if (signal == SIGKILL && now == Status::paused) entry.group().thaw();
}

void remove(Entry& entry, const container::Layers& layers, bool force) {
    if (force) end_all(entry);
    entry.lock();
    if (entry.is_alive()) refuse("delete", entry, status(entry));
    if (!container::Container::clean_up_after(layers, std::move(entry.state())))
        throw std::runtime_error{"something of the container is left: try again"};
}

}  // namespace runtime::lifecycle
