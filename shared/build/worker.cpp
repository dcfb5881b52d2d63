// SPDX-License-Identifier: MIT
#include "build/worker.hpp"

#include "build/loop.hpp"
#include "build/reporter.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"
#include "sys/socket.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <csignal>

namespace build {
namespace {

struct Pipe {
    sys::Fd read, write;
};

Pipe make_pipe() {
    int ends[2];
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    return {sys::Fd{ends[0]}, sys::Fd{ends[1]}};
}

/// It is not to outlive whoever waits for it.
void settle_down(pid_t parent, sys::BorrowedFd output) {
    sys::check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl PR_SET_PDEATHSIG");
    if (::getppid() != parent) ::_exit(1);  // it was killed before that line
    sys::dup2(sys::open("/dev/null", O_RDONLY), STDIN_FILENO);
    sys::dup2(output, STDOUT_FILENO);
    sys::dup2(output, STDERR_FILENO);
    sigset_t none;
    ::sigemptyset(&none);
    sys::sigprocmask(none);
}

void work(const Job& job, std::size_t stage, pid_t parent, const Reporter& reporter,
          sys::BorrowedFd output) noexcept try {
    settle_down(parent, output);
    Workshop workshop{job, stage, reporter};
    const auto made = layers::stage(workshop);
    reporter.send({Event::Kind::made, 0, image::to_json(made).dump()});
} catch (...) {
    reporter.fail(std::current_exception());
}

}  // namespace

Worker start(const Job& job, std::size_t stage) {
    auto sockets = sys::socketpair();
    auto pipe = make_pipe();
    const auto parent = ::getpid();
    auto [pid, pidfd] = sys::clone3({});
    if (pid == 0) {
        sockets.host.reset();
        work(job, stage, parent, Reporter{std::move(sockets.container)}, pipe.write);
        ::_exit(0);  // what is to be cleaned up at exit is the parent's
    }
    sys::check(::fcntl(pipe.read.get(), F_SETFL, O_NONBLOCK), "fcntl F_SETFL");
    return {stage, container::Child{pid, std::move(pidfd)}, std::move(sockets.host),
            std::move(pipe.read)};
}

}  // namespace build
