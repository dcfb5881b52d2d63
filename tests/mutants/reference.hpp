// SPDX-License-Identifier: MIT
#pragma once

#include "container/layers.hpp"

/// The reference solutions, under another name than the one they are linked by. A mutant begins
/// with one of them and changes the one thing that is wrong with it.
namespace container::reference {

Child spawn(const sys::CloneArgs& args, const std::function<void()>& body);
[[noreturn]] void execute(const Process& process);
int wait(const Child& child);

/// The last step of execute(): the program is looked up and started with what the process has by
/// then. Throws CommandError.
[[noreturn]] void find_and_execve(const Process& process);

Layer root(const Root& root);
Layer pid(const Pid& pid);
Layer uts(const Uts& uts);
Layer mount(const Filesystem& filesystem);
Layer net(const Network& network);
Layer cgroup(const Resources& resources);
bool whiteout(sys::BorrowedFd directory, const std::string& name);
Layer overlay(const Overlay& overlay);
Layer userns(const UserNamespace& user_namespace);
Layer credentials(const Process& process);
std::vector<sock_filter> filter(const Seccomp& profile);
Layer seccomp(const std::optional<Seccomp>& profile);

}  // namespace container::reference
