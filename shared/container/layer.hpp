// SPDX-License-Identifier: MIT
#pragma once

#include "container/channel.hpp"
#include "container/rootfs.hpp"
#include "container/state.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace container {

/// What the layers of one container share. Each side of the clone has its own copy.
struct Context {
    std::uint64_t namespaces = 0;  ///< All CLONE_NEW* flags of all layers.
    Rootfs rootfs;                 ///< What will become "/", seen from the host.
    Rootfs lower;      ///< From chapter 07 on: what `rootfs` is stacked on, held so that it stays.
    State state;       ///< What the host knows of the container; none before chapter 05.
    sys::Fd cgroup;    ///< Set in prepare: the cgroup v2 directory the child is born in.
    sys::Fd terminal;  ///< Set inside: the terminal's master side, which goes to the host.
    /// Set in prepare, from chapter 11 on: the one that the child is to be in, if that is there.
    sys::Fd user_namespace;
    /// Set inside, from chapter 11 on: variables of the program's that are known only there.
    std::vector<std::string> env;
};

using Step = std::function<void(Context&)>;
using HostStep = std::function<void(Context&, pid_t init)>;
using Gate = std::function<Channel(Context&)>;

/// One kind of isolation. Each chapter writes one; a container is a list of them.
///
/// A layer fills in the moments it needs and leaves the rest empty. In each moment the layers
/// take their turns in the order of the list, in cleanup in the reverse order.
///
///         host                               container
///         ────                               ─────────
///     1.  prepare                                      find, open, create: what can fail early
///         clone3(all namespaces) ──────────▶ (parked)
///     2.  attach                                       the child exists and waits
///         Go ──────────────────────────────▶
///     3.                                     build     the host's files are still visible
///     4.  built ◀─────────────────── Built
///         Enter ───────────────────────────▶
///     5.                                     enter     only the last layer that has one does it
///     6.                                     inside    "/" is the container's
///         Container() returns ◀────── Ready
///     7.                                     seal      privileges end here
///     8.                                     gate      only the last layer that has one does it
///     9.                                     filter    system calls end here
///    10.                                     init      only the last layer that has one does it
///                                            execve    end of file on the channel: it worked
///    11.  cleanup                                      also when anything above threw
///
/// In between, another process may update what runs. That and a cleanup after a kill find what
/// they work on from the state alone: nothing else of the Context is there.
struct Layer {
    std::string name;              ///< The noun of what is isolated; errors begin with it.
    std::uint64_t namespaces = 0;  ///< CLONE_NEW* flags, namespaces(7).
    Step prepare = {};
    HostStep attach = {};
    Step build = {};
    HostStep built = {};
    Step enter = {};
    Step inside = {};
    Step seal = {};
    /// From chapter 11 on: waits until it may go on. Whoever made the container has been told by
    /// then that all is well, as if the program ran; the rest is told on the channel it returns.
    Gate gate = {};
    Step filter = {};  ///< May forbid all that the moments before it did, and need not allow it.
    Step init = {};    ///< Splits off the process that becomes the program, and returns only there.
    Step cleanup = {};
    Step update = {};  ///< Gives the running container what the layer would give a new one.
};

using Layers = std::vector<Layer>;

}  // namespace container
