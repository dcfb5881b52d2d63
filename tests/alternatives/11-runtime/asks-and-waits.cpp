// SPDX-License-Identifier: MIT
// The gate is a moment of its own layer's by hand, the state is looked up in another order, and
// what is to be forced is asked again and again until it has ended.
#include "lifecycle.hpp"
#include "sys/process.hpp"
#include "sys/socket.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <thread>

namespace runtime {
namespace {

using container::Channel;
using container::Message;

class Gate {
public:
    void listen(const Path& path) { socket_ = sys::listen(path); }
    void leave() { socket_.reset(); }
    Channel await() {
        for (;;) {
            Channel opener{sys::accept(socket_)};
            if (opener.receive() == Message::go) return opener;  // else it has thought better of it
        }
    }

private:
    sys::Fd socket_;
};

void require(const Entry& entry, std::initializer_list<Status> allowed, const char* what) {
    const auto now = lifecycle::status(entry);
    for (const auto one : allowed)
        if (now == one) return;
    throw std::runtime_error{
        fmt::format("{}: {} is no command for what is {}", entry.id(), what, name_of(now))};
}

}  // namespace

container::Layer lifecycle::gate(const Path& path) {
    const auto gate = std::make_shared<Gate>();
    return {.name = "gate",
            .prepare = [=](container::Context&) { gate->listen(path); },
            .attach = [=](container::Context&, pid_t) { gate->leave(); },
            .gate = [=](container::Context&) { return gate->await(); }};
}

void lifecycle::create(Entry entry, container::Layers layers, const container::Process& process,
                       const std::function<void(const container::Container&)>& hand_over) {
    layers.insert(layers.begin(), gate(entry.gate()));
    std::optional<container::Container> box;
    box.emplace(std::move(layers), process, std::move(entry.state()), container::Life::of_its_own);
    box->start();
    Entry::note_complete(box->state());
    hand_over(*box);
    box->release();
}

Status lifecycle::status(const Entry& entry) {
    const bool waits = std::filesystem::exists(entry.gate());
    const bool whole = entry.is_complete();
    if (entry.is_alive()) {
        if (!whole) return Status::creating;
        if (entry.is_frozen()) return Status::paused;
        return waits ? Status::created : Status::running;
    }
    return !whole && entry.is_locked() ? Status::creating : Status::stopped;
}

void lifecycle::start(Entry& entry) {
    entry.lock();
    require(entry, {Status::created}, "start");
    Channel gate{sys::connect(entry.gate(), SOCK_SEQPACKET)};
    gate.send(Message::go);
    std::filesystem::remove(entry.gate());
    while (gate.receive() != Message::end_of_file) continue;
}

void lifecycle::kill(const Entry& entry, int signal) {
    require(entry, {Status::created, Status::running, Status::paused}, "kill");
    if (const auto init = entry.open_init()) sys::pidfd_send_signal(init, signal);
    if (signal == SIGKILL && entry.is_frozen()) entry.group().thaw();
}

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    while (force && entry.is_alive()) {
        if (const auto init = entry.open_init()) sys::pidfd_send_signal(init, SIGKILL);
        entry.group().kill();
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    entry.lock();
    require(entry, {Status::stopped, Status::creating}, "delete");
    container::Container::clean_up_after(layers, std::move(entry.state()));
}

}  // namespace runtime
