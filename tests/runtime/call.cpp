// SPDX-License-Identifier: MIT
#include "call.hpp"

#include "support/catch.hpp"
#include "support/spawn.hpp"
#include "support/stage.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>

#include <csignal>

namespace runtime_test {

How apart(const std::string& script, const std::string& propagation) {
    return {.wrapper = {"unshare", "-m", "--propagation", propagation, "sh", "-ec",
                        script + "; exec \"$@\"", "sh"}};
}

Call::Call(const Words& words, const How& how, const Path& files) : files_{files} {
    const auto in = sys::open("/dev/null", O_RDONLY);
    const auto out = sys::open(files.native() + ".out", O_CREAT | O_WRONLY | O_APPEND, 0644);
    const auto err = sys::open(files.native() + ".err", O_CREAT | O_WRONLY | O_APPEND, 0644);
    std::vector<std::pair<int, int>> descriptors{{in.get(), 0}, {out.get(), 1}, {err.get(), 2}};
    descriptors.insert(descriptors.end(), how.descriptors.begin(), how.descriptors.end());
    auto all = how.wrapper;
    all.insert(all.end(), words.begin(), words.end());
    Words environment{support::caller_path};
    environment.insert(environment.end(), how.environment.begin(), how.environment.end());
    pid_ = support::spawn(all, environment, descriptors);
}

Call::~Call() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

Result Call::wait() {
    const auto pidfd = sys::pidfd_open(pid_);
    pollfd end{pidfd.get(), POLLIN, 0};
    const bool hangs = ::poll(&end, 1, static_cast<int>(support::patience(20).count())) == 0;
    if (hangs) ::kill(pid_, SIGKILL);
    int status = 0;
    sys::check(::waitpid(std::exchange(pid_, 0), &status, 0), "waitpid");
    if (hangs) FAIL("the command does not end");
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), out(), err()};
}

std::string Call::out() const {
    return support::read_file(files_.native() + ".out");
}

std::string Call::err() const {
    return support::read_file(files_.native() + ".err");
}

}  // namespace runtime_test
