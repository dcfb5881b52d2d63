// SPDX-License-Identifier: MIT
//
// stage [OPTION...] -- PROGRAM [ARG...]
//
// A host to throw away: mount, UTS, IPC, network, PID and cgroup namespaces of their own, in which
// "/" is shared as it is on a machine that systemd started, lo is up, and the cgroups are the
// stage's own (groups.hpp). The program under test runs in it, and a bug of it hurts nobody.
// Descriptor 3 is the harness: a SOCK_SEQPACKET on which it hears "ready", or "ready REASON" if the
// stage has no cgroups of its own, and says
//
//     start       runs the program             (answers "started PID", later "ended STATUS")
//     snapshot    answers with what a program must leave as it was
//     (end)       everything left on the stage is killed, and its groups are removed
//
// Options: --cwd DIR, --lib DIR (what is in /var/lib, instead of a tmpfs), --umask OCTAL,
// --block SIGNAL, --ignore SIGNAL, --close FD, --terminal, --private (a "/" that is private),
// --deleted-cwd, --uid N, --no-cgroups (the machine's stay visible), --delegated UID (that user may
// divide the stage's cgroups of version 2).
//
//     outer               in the machine: makes the groups, waits for the end, removes the groups
//       helper            joins the groups, so that the next process's cgroup namespace shows them
//       first             PID 1 of the stage, a sibling of the helper, which then ends
//         program
#include "first.hpp"
#include "groups.hpp"
#include "harness.hpp"
#include "options.hpp"
#include "sys/process.hpp"

#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using stage::Groups;
using stage::Options;

/// clone3 with CLONE_PARENT: the child is the caller's sibling. 0 in it.
pid_t clone_sibling(std::uint64_t flags, sys::BorrowedFd cgroup) {
    clone_args args{};
    args.flags = CLONE_PARENT | flags;
    if (cgroup.get() >= 0) {
        args.flags |= CLONE_INTO_CGROUP;
        args.cgroup = static_cast<std::uint64_t>(cgroup.get());
    }
    return static_cast<pid_t>(sys::check(::syscall(SYS_clone3, &args, sizeof args), "clone3"));
}

/// A cgroup namespace's root is the cgroup that its maker is in. So the helper enters the stage's,
/// and leaves it again, by ending, before a program may want to hand its controllers on.
void make_first(Options& options, Groups& groups) {
    groups.join();
    if (groups.missing().empty()) sys::check(::unshare(CLONE_NEWCGROUP), "unshare");
    if (clone_sibling(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWPID,
                      groups.init()) == 0)
        stage::first_process(options, groups);
}

/// Takes the children that have ended; false if there is none left.
bool reap_all(const sys::Fd& children) {
    signalfd_siginfo info{};
    while (::read(children.get(), &info, sizeof info) > 0) continue;
    pid_t pid = 0;
    while ((pid = ::waitpid(-1, nullptr, WNOHANG)) > 0) continue;
    return pid == 0;
}

/// Waits until the harness or the stage has ended, and clears away what is left of the stage.
void await_end(const Groups& groups) {
    const auto children = stage::ended_children();
    pollfd watched[2] = {{children.get(), POLLIN, 0}, {stage::harness, 0, 0}};
    while (reap_all(children) && !watched[1].revents) ::poll(watched, 2, -1);
    if (!groups.missing().empty()) return;  // the first process dies with us: PR_SET_PDEATHSIG
    while (reap_all(children)) {
        groups.kill();  // again, if somebody forked or froze others meanwhile
        ::poll(watched, 1, 20);
    }
    groups.remove();
}

}  // namespace

int main(int argc, char* argv[]) {
    // The terminal's signals end the harness, and then we have work to do.
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    stage::report_errors([&] {
        auto options = stage::parse(argc, argv);
        Groups groups = options.cgroups ? Groups{options.delegated} : Groups{};
        const auto helper = sys::clone3({0, groups.top()});
        if (helper.pid == 0) {
            stage::report_errors([&] { make_first(options, groups); });
            ::_exit(0);
        }
        await_end(groups);
    });
}
