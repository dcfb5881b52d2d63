// SPDX-License-Identifier: MIT
#pragma once

#include "column.hpp"

#include "support/box.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"
#include "support/stage.hpp"

#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace matrix {

/// The attack cannot be judged on this machine, or against this program, for this reason.
struct NotApplicable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Where one attack meets one program: a stage (support/stage.hpp) with two probes on it.
///
/// One runs on the stage itself, the "host": it prepares, and looks at what has become of things.
/// The other runs in the container and attacks. The container is started when it is first needed,
/// so that whatever was done before, also below the rootfs, was there first. The image is a probe
/// and empty directories; the caller's working directory is directory(), and its terminal is there.
class Scene {
public:
    /// `seed` is for the words of this scene alone, so that each can be repeated alone.
    Scene(const Column& column, std::uint32_t seed);

    /// A directory of the host; the rootfs is one in it.
    const Path& directory() const noexcept { return directory_.path(); }
    const Path& rootfs() const noexcept { return rootfs_; }
    /// A path of the rootfs, as the attacker names it.
    std::string inside(const std::string& path) const { return column_.inside(rootfs_, path); }
    /// A directory of the host's that the container has at /volume: by -v or, before there is that,
    /// because the host binds it there. To be asked for before the attack.
    const Path& volume();
    /// A random word.
    std::string word(std::size_t length = 12);
    int number(int least, int most);
    /// A file of the host with a secret in it, and the secret.
    std::string secret_file(const Path& path);

    /// Asks the probe on the host; what does not work is our own mistake.
    std::string host(const Words& question);
    /// The same for what a machine may lack: if its own root cannot do it, no container can.
    std::string host_must(const Words& question);

    /// Prepares in the container; what does not work is our own mistake.
    void need(const Words& question);
    /// The attack: what the probe in the container got by it, or nothing if the kernel refused.
    std::optional<std::string> attempt(const Words& question);

    /// Facts of the attacker, from outside: a file in its /proc/PID, ...
    std::string attacker(const std::string& proc_file);
    /// ... where a link there leads to,
    std::string attacker_link(const std::string& proc_link);
    /// ... true if it has a descriptor of this kind, "anon_inode:bpf-map", ...
    bool attacker_holds(const std::string& descriptor);
    /// ... or of this block device,
    bool attacker_holds_disk(dev_t device);
    /// ... and its children, and theirs.
    std::vector<pid_t> attackers_children();
    /// What has been put into the input of the caller's terminal.
    std::string typed() const;

    /// What was attempted, and what came of it.
    const std::string& story() const noexcept { return story_; }
    bool was_refused() const noexcept { return refused_; }

private:
    support::Probe& container();
    /// The probe that connects to `listener`, or an exception with what the program printed.
    support::Probe accept(const sys::Fd& listener);

    const Column& column_;
    std::mt19937 engine_;
    support::TemporaryDirectory directory_;
    Path rootfs_, volume_;
    bool bound_ = false;
    sys::Fd host_listener_, listener_, gate_, terminal_, caller_terminal_;
    std::unique_ptr<support::Stage> stage_;
    std::optional<support::Probe> host_, container_;
    std::string story_;
    bool refused_ = false;
};

}  // namespace matrix
