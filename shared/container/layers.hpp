// SPDX-License-Identifier: MIT
#pragma once

#include "container/child.hpp"
#include "container/layer.hpp"
#include "container/spec.hpp"

#include <linux/filter.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

/// What the chapters write. The student's file and the reference solution both implement the
/// lines of their chapter; the linker picks one. Each chapter's README.md is the full contract.
namespace container::layers {

// Chapter 00: not isolation yet, but what all isolation is put around.

/// A new process, made as `args` say (new namespaces, a cgroup), that runs `body`, which never
/// returns. Runs on the host, clone3(2).
Child spawn(const sys::CloneArgs& args, const std::function<void()>& body);

/// Turns the calling process into the program: its directory, default signals, no descriptor but
/// 0, 1, 2 and the `preserved` ones, PATH as in `process.env`. Throws CommandError (126, 127).
/// execve(2), signal(7).
[[noreturn]] void execute(const Process& process);

/// Waits for the child, handing on each signal that another process sends us. Returns its exit
/// status, or 128+N if signal N ended it. Runs on the host, all signals blocked. waitid(2).
int wait(const Child& child);

Layer root(const Root& root);               ///< Chapter 01: the root directory, chroot(2).
Layer pid(const Pid& pid);                  ///< Chapter 02: process numbers, pid_namespaces(7).
Layer uts(const Uts& uts);                  ///< Chapter 03: names, uts_namespaces(7).
Layer mount(const Filesystem& filesystem);  ///< Chapter 04: mounts, mount_namespaces(7).
Layer net(const Network& network);          ///< Chapter 05: the network, network_namespaces(7).
Layer cgroup(const Resources& resources);   ///< Chapter 06: resources, cgroups(7).

// Chapter 07: what "/" is stacked from.

/// Takes in one name of an image layer while that is unpacked, in the directory that has been
/// opened. A name that is a whiteout becomes what overlay understands, and the answer is true. Any
/// other name is left to the caller, and the answer is false. Runs on the host, in one of several
/// threads. OCI image-spec, layer.md, "Whiteouts".
bool whiteout(sys::BorrowedFd directory, const std::string& name);

Layer overlay(const Overlay& overlay);  ///< "/" of many layers, and changes apart: overlayfs.

// Chapter 08: whose ids those inside are, user_namespaces(7); whom the program acts as, and what it
// may do, credentials(7) and capabilities(7). The second comes last: what others do needs rights.
Layer userns(const UserNamespace& user_namespace);
Layer credentials(const Process& process);

// Chapter 09: which system calls the program may make.

/// The program that answers each call as `profile` says, through each of its ABIs; for the kernel,
/// which is not asked here. Throws if the library cannot build it. seccomp_init(3), seccomp(2).
std::vector<sock_filter> filter(const Seccomp& profile);

Layer seccomp(const std::optional<Seccomp>& profile);  ///< Fewer system calls: seccomp(2).

}  // namespace container::layers
