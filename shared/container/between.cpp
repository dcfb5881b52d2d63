// SPDX-License-Identifier: MIT
#include "container/between.hpp"

#include "container/channel.hpp"
#include "container/users/maps.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"
#include "sys/trace.hpp"

#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <exception>
#include <utility>

namespace container {
namespace {

/// With its root's ids, as the child of a new user namespace would get them.
void go_over(sys::BorrowedFd user_namespace) {
    if (::setgroups(0, nullptr) == -1 && errno != EPERM) sys::check(-1, "setgroups");
    sys::setns(user_namespace, CLONE_NEWUSER);
    const auto user = users::root_of(users::own_uids()), group = users::root_of(users::own_gids());
    sys::check(::setresgid(group, group, group), "setresgid {}", group);
    sys::check(::setresuid(user, user, user), "setresuid {}", user);
    // Whoever changes his user is hidden from all others, proc(5): /proc/self would be of a
    // stranger.
    sys::check(::prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
}

[[noreturn]] void between_main(Channel channel, sys::BorrowedFd user_namespace, std::uint64_t flags,
                               const std::function<void()>& body) noexcept {
    sys::trace::call_this("between");
    try {
        go_over(user_namespace);
        const auto child = sys::clone3({flags | CLONE_PARENT});
        if (child.pid == 0) {
            channel.close();
            body();
        }
        channel.send(Message::built, child.pidfd);
    } catch (...) {
        channel.fail(std::current_exception());
    }
    ::_exit(0);
}

}  // namespace

Child spawn_in(sys::BorrowedFd user_namespace, const sys::CloneArgs& args,
               const std::function<void()>& body) {
    auto sockets = sys::socketpair();
    // Born in the cgroup, and its child with it: the user namespace has no right to that.
    auto cloned = sys::clone3({0, args.cgroup});
    if (cloned.pid == 0) {
        sockets.host.reset();
        between_main(Channel{std::move(sockets.container)}, user_namespace, args.flags, body);
    }
    const Child between{cloned.pid, std::move(cloned.pidfd)};
    sockets.container.reset();
    sys::Fd pidfd;
    Channel{std::move(sockets.host)}.expect(Message::built, &pidfd);
    const auto pid = sys::pid_of(pidfd);
    return Child{pid, std::move(pidfd)};
}

}  // namespace container
