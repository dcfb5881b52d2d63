// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <memory>
#include <string>

/// What else happens on the stage of a program under test: other containers, and the host's own
/// programs. What the checks of chapter 05 ask about networks.
namespace support {

/// A probe on the stage of `live`, beside the program that runs there. It goes with the stage.
class Beside {
public:
    /// In another container of the same rootfs.
    static Beside container(const Box& box, Live& live, const Words& options = {});
    /// On the host itself.
    static Beside host(const Box& box, Live& live);
    Beside(Beside&&) = default;
    ~Beside();

    Probe& probe() noexcept { return *probe_; }
    std::string ask(const Words& question) { return probe_->ask(question); }
    /// The probe ends, and with it the program that made its container.
    void leave();

private:
    Beside(Live& live, const Path& socket, const Words& words);
    std::unique_ptr<pid_t> pid_;  ///< Of nsenter(1), whose child is on the stage.
    std::unique_ptr<Probe> probe_;
};

/// Runs something on the stage of `live`, to its end.
Finished run_beside(Live& live, const Words& words);
/// The program under test, with `options` and `command`.
Finished run_beside(const Box& box, Live& live, const Words& options, const Words& command);

/// Runs a program of the machine in the network namespace of a process: what its root could do.
void in_network_of(pid_t pid, const std::string& script);

/// The addresses of a probe's eth0, without the prefix length.
std::string ipv4_of(Probe& probe);
std::string ipv6_of(Probe& probe);

/// What a server says (rootfs/probe/echo.cpp) to a probe: "did: ADDRESS PORT NAME" with the port of
/// the one who asks cut out, "did: ADDRESS NAME", or why not, "refused: ...".
std::string answer(Probe& probe, const std::string& protocol, const std::string& address,
                   const std::string& port);
std::string without_port(const std::string& answer);

std::string random_port();

}  // namespace support
