// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace support {

using Words = std::vector<std::string>;

/// A probe (rootfs/probe) that runs somewhere, asked over a socket: one in the rootfs, if it is in
/// a container.
class Probe {
public:
    Probe(sys::Fd socket, pid_t pid) : socket_{std::move(socket)}, pid_{pid} {}

    /// Its pid as we see it, from the kernel (SO_PEERCRED): /proc/PID is what no program can forge.
    pid_t pid() const noexcept { return pid_; }
    /// The answer to a question. A refusal is thrown as Unmet, with what was asked.
    std::string ask(const Words& question);
    /// The answer, which may be "error: ...".
    std::string try_ask(const Words& question);
    /// Tells it to exit with this status; there is no answer.
    void leave(int status);
    /// A link in its /proc/PID, as "ns/pid" or "root".
    std::string proc_link(const std::string& name) const;
    /// A file in its /proc/PID, as "status".
    std::string proc_file(const std::string& name) const;

private:
    sys::Fd socket_;
    pid_t pid_;
};

/// A socket at `path` that a probe, told to `serve` that path, will connect to.
sys::Fd listen_at(const Path& path);
/// The probe that has connected. Waits if it must: poll(2) the listener to know.
Probe accept_probe(const sys::Fd& listener);

}  // namespace support
