// SPDX-License-Identifier: MIT
#include "runtime/guest.hpp"

#include "container/layers.hpp"
#include "container/moments.hpp"
#include "container/program.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"
#include "sys/trace.hpp"

#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

namespace runtime {

using container::Channel;
using container::Layer;
using container::Message;

Guest::Guest(container::Layers layers, container::Process process, WayIn way)
    : layers_{std::move(layers)}, process_{std::move(process)}, way_{std::move(way)} {
    each(layers_, "prepare", &Layer::prepare, context_);
    auto sockets = sys::socketpair();
    channel_ = Channel{std::move(sockets.host)};
    const auto between = spawn([&] {
        channel_.close();
        between_main(Channel{std::move(sockets.container)});
    });
    sockets.container.reset();
    way_ = {};
    sys::Fd pidfd;
    channel_.expect(Message::built, &pidfd);
    const auto pid = sys::pid_of(pidfd);
    child_.emplace(pid, std::move(pidfd));
    each(layers_, "attach", &Layer::attach, context_, pid);
    channel_.send(Message::go);
    channel_.expect(Message::ready, &context_.terminal);
}

/// EBUSY: what is in the container has divided its group and moved into one below, as an init with
/// services does. cgroups(7), "no internal processes".
container::Child Guest::spawn(const std::function<void()>& body) {
    try {
        return container::layers::spawn({0, way_.cgroup}, body);
    } catch (const sys::SysError& e) {
        if (e.error() != EBUSY) throw;
    }
    if (!way_.cgroup_of_init)
        throw std::runtime_error{
            "--cgroup: that group has been divided, and takes no processes any more: name one of "
            "those below it"};
    return container::layers::spawn({0, way_.cgroup_of_init()}, body);
}

void Guest::between_main(Channel channel) noexcept {
    sys::trace::call_this("between");
    try {
        go_in(way_);
        way_ = {};
        const auto guest = sys::clone3({CLONE_PARENT});
        if (guest.pid == 0) guest_main(std::move(channel));
        channel.send(Message::built, guest.pidfd);
    } catch (...) {
        channel.fail(std::current_exception());
    }
    ::_exit(0);
}

void Guest::guest_main(Channel channel) noexcept {
    sys::trace::call_this("guest");
    try {
        ::umask(0);
        channel.expect(Message::go);
        each(layers_, "inside", &Layer::inside, context_);
        channel.send(Message::ready, context_.terminal);
        context_.terminal.reset();
        each(layers_, "seal", &Layer::seal, context_);
        container::require_program(process_);
        each(layers_, "filter", &Layer::filter, context_);
        container::become_program(process_, context_);
    } catch (...) {
        channel.fail(std::current_exception());
    }
    constexpr int failed = 125;
    ::_exit(failed);
}

void Guest::start() {
    if (channel_.receive() != Message::end_of_file)
        throw std::logic_error{"the channel is out of step"};
    channel_.close();
}

}  // namespace runtime
