// SPDX-License-Identifier: MIT
#pragma once

#include "container/state.hpp"
#include "sys/fd.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace container::cgroup {

using Path = std::filesystem::path;

/// A group's directory in one hierarchy: workbook/NAME, or where the state's file cgroup-path says,
/// below the topmost group that is ours to divide.
struct Branch {
    int version = 2;
    std::vector<std::string> controllers = {};  ///< Only of v1; v2's are in cgroup.controllers.
    Path path;
    bool taken = false;  ///< The directory was there already, and is not to be removed.
};

/// The cgroup of one container, cgroups(7), in every hierarchy of the machine at once.
///
/// It speaks the language of cgroup v2 wherever it runs: a limit is a file of v2 and a value for
/// it. Where a controller is v1's, both are translated, see v1.hpp.
///
/// All of it is found again from the container's state. Runs on the host, but for join().
class Group {
public:
    /// None.
    Group() = default;
    /// Makes the group of a new container. In a hierarchy where this user may make none, it has
    /// no branch.
    static Group create(const State& state);
    /// The group of a container that somebody made; none if the container has none.
    static Group find(const State& state);

    /// Those that this process is in, whoever's they are: to be looked at only.
    static Group around();

    explicit operator bool() const noexcept { return !branches_.empty(); }
    const std::vector<Branch>& branches() const& noexcept { return branches_; }
    /// So that a loop can go over the branches of a Group that nobody keeps.
    std::vector<Branch> branches() && noexcept { return std::move(branches_); }
    /// The branch of cgroup v2; null if there is none.
    const Branch* v2() const noexcept;
    /// The branch of the v1 hierarchy that has `controller`; null if there is none.
    const Branch* v1(const std::string& controller) const noexcept;

    /// Sets a limit: write("memory.max", "67108864"). Throws if no hierarchy has the controller,
    /// which is what the part before the dot names, or v1 has no such file.
    void write(const std::string& file, const std::string& value) const;
    /// The value of a limit, or of a count such as memory.current.
    std::string read(const std::string& file) const;
    /// Whether it can be read and written here.
    bool has(const std::string& file) const noexcept;

    /// The share of the CPU that the group gets when others want it too, with v1's meaning of the
    /// number: 2 to 262144, and 1024 if nobody says otherwise.
    void write_shares(std::uint64_t shares) const;
    /// What that is in v2's cpu.weight.
    static std::string weight_of(std::uint64_t shares);

    /// The directory of v2 that a child can be born in, clone3(2); no descriptor where there is
    /// no v2.
    sys::Fd open() const;
    /// Moves the calling process, which must have one thread, into the branches of v1: nobody is
    /// born there. Runs in the child, on what create() opened.
    void join() const;

    /// Stops every process, and returns when they stand still. Stopping twice is no error.
    void freeze() const;
    /// Lets them go on.
    void thaw() const;
    bool is_frozen() const;

    /// All processes, as this process's PID namespace counts them; also those of groups that the
    /// container has made in it.
    std::vector<pid_t> processes() const;
    /// Sends each a signal, also those that are made meanwhile. Who is frozen gets it when thawed.
    void signal(int number) const;
    /// Ends every process, frozen or not, at once.
    void kill() const;
    /// Removes the group once its last process is gone, and with the last group those above it that
    /// were made for it.
    void remove() const;

private:
    std::vector<Branch> branches_;
    std::vector<sys::Fd> tasks_;  ///< Of v1's branches.
};

}  // namespace container::cgroup
