// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/probe.hpp"

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A command of the runtime, as a process.
namespace runtime_test {

using support::Path;
using support::Words;

/// How a command is started; what is not said is as a service manager would have it.
struct How {
    Words wrapper = {};      ///< A program that runs it: unshare, strace.
    Words environment = {};  ///< Beside PATH.
    std::vector<std::pair<int, int>> descriptors = {};  ///< Ours, and the number it gets.
};

/// With mounts of the caller's own, of that propagation, in which `script` may change what it likes
/// before the command begins.
How apart(const std::string& script = "true", const std::string& propagation = "private");

/// How a command has ended.
struct Result {
    int exit_status = -1;  ///< 128 + signal, if that is how.
    std::string out, err;  ///< What a container that it has made says later is not in there.
};

/// One that runs. Its output goes to files, since a container keeps it when the command has ended.
class Call {
public:
    /// The output will be in `files`.out and `files`.err.
    Call(const Words& words, const How& how, const Path& files);
    Call(const Call&) = delete;
    Call(Call&& other) noexcept
        : pid_{std::exchange(other.pid_, 0)}, files_{std::move(other.files_)} {}
    ~Call();

    pid_t pid() const noexcept { return pid_; }
    /// Waits for its end; one that hangs is killed, and fails the check.
    Result wait();
    /// What it, or the container it has made, has said until now.
    std::string out() const;
    std::string err() const;

private:
    pid_t pid_ = 0;
    Path files_;
};

}  // namespace runtime_test
