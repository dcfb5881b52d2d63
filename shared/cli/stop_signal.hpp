// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <csignal>

namespace cli {

/// As long as it is there, a SIGTERM that we get reaches the container's first process as another
/// signal: the one that its image wants to be stopped with (image-spec, config.md, "StopSignal").
class StopSignal {
public:
    /// Does nothing if `signal` is SIGTERM, which is handed on like every other.
    StopSignal(int signal, pid_t init);
    StopSignal(const StopSignal&) = delete;
    ~StopSignal();

private:
    bool replaces_ = false;
};

}  // namespace cli
