// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"
#include "support/spawn.hpp"

#include <string>

/// What the checks of chapter 06 ask about cgroups, whichever version the machine has of them.
namespace support {

/// Where `pid` is in the hierarchy that has `controller`, as /proc/PID/cgroup tells whoever is in
/// no cgroup namespace: cgroups(7). Skipped if no hierarchy of the machine has it.
std::string group_of(pid_t pid, const std::string& controller);

/// The directory of that group, in the machine's /sys/fs/cgroup.
Path group_directory(pid_t pid, const std::string& controller);

/// What a file of the group of `pid` says, without the line break: a file has another name in each
/// version, "memory.limit_in_bytes" and "memory.max". What comes before the dot is the controller.
std::string group_file(pid_t pid, const std::string& v1, const std::string& v2);

/// True if version 1 has the controller here.
bool is_v1(const std::string& controller);

/// `options` for a container that needs no network, and so starts sooner.
Words alone(const Words& options = {});

/// Runs the program under test with `words` on the stage of `live`, beside what runs there.
Finished beside(Live& live, const Words& words);

/// What the stage has gained or lost since `live` began: "" as soon as there is nothing.
std::string left_by(Live& live);

/// Starts `probe serve` as the container `name`.
std::unique_ptr<Live> serve_as(Box& box, const std::string& name, const Words& options = {});

/// Asks the probe for one more child at a time, which stays, until the kernel refuses or there are
/// `most`: how many it got. Throws Unmet if the refusal is not EAGAIN.
int crowd(Probe& probe, int most);

/// The processor time of a process in seconds, proc_pid_stat(5), counted by the scheduler, not by
/// any cgroup.
double processor_time(pid_t pid);
/// The CPU that it runs on, or ran on last.
int last_cpu(pid_t pid);

}  // namespace support
