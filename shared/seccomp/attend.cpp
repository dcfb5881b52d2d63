// SPDX-License-Identifier: MIT
#include "seccomp/attend.hpp"

#include "sys/error.hpp"
#include "sys/process.hpp"
#include "sys/socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

namespace seccomp {
namespace {

/// The runtime says who it is about, which we know, and sends the filter's listener along.
sys::Fd take_listener(sys::BorrowedFd socket) {
    const sys::Fd connection{
        sys::check(::accept4(socket.get(), nullptr, nullptr, SOCK_CLOEXEC), "accept4")};
    char state[4096];
    return sys::receive(connection, state, sizeof state).passed;
}

}  // namespace

sys::Fd listen_at(const std::filesystem::path& path) {
    sys::Fd socket{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket AF_UNIX")};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
               "bind {}", path.native());
    sys::check(::listen(socket.get(), 1), "listen");
    return socket;
}

int attend(const container::Child& child, sys::Fd socket, Recording& recording) {
    sys::Fd listener;
    for (;;) {
        pollfd all[] = {{child.pidfd().get(), POLLIN, 0},
                        {listener ? listener.get() : socket.get(), POLLIN, 0}};
        if (::poll(all, 2, -1) == -1 && errno != EINTR) sys::check(-1, "poll");
        if (listener && (all[1].revents & POLLIN) != 0)
            recording.answer(listener);
        else if (listener && all[1].revents != 0)
            listener.reset(), socket = {};  // nobody is filtered by it any more
        else if (!listener && all[1].revents != 0)
            listener = take_listener(socket);
        if (all[0].revents == 0) continue;
        const auto end = sys::waitid(child.pidfd(), WEXITED);
        return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
    }
}

}  // namespace seccomp
