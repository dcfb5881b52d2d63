// SPDX-License-Identifier: MIT
#pragma once

#include "container/container.hpp"
#include "runtime/entry.hpp"
#include "runtime/status.hpp"

#include <functional>

/// What chapter 11 writes: the life of a container, in commands of which each is a process of its
/// own. The student's file and the reference solution both implement these lines, as with those of
/// layers.hpp. runtime-spec runtime.md, "Lifecycle".
///
///     create ──▶ created ── start ──▶ running ── (it ends) ──▶ stopped ── delete ──▶ (nothing)
///                   └────────────── kill ──────────────────────────▲
namespace runtime::lifecycle {

/// Holds the container back when all is ready, until somebody connects to the socket `path` and
/// sends Message::go. From then on, that is who is told what keeps the program from running.
container::Layer gate(const Path& path);

/// Makes the container, and returns when it waits at its gate, where it stays when this process
/// ends. As the last thing that may fail, `hand_over` is given the container that waits, so that
/// the caller has its terminal and its pid. If it throws, or anything else does, nothing of it is
/// left.
void create(Entry entry, container::Layers layers, const container::Process& process,
            const std::function<void(const container::Container& box)>& hand_over);

/// What the container is doing now. Never throws for one that ends meanwhile.
Status status(const Entry& entry);

/// Opens the gate, and returns when the program runs. Throws what kept it from running, and for a
/// container that is not `created`.
void start(Entry& entry);

/// Sends a signal to the container's first process. Throws, and sends nothing, if it is `stopped`.
void kill(const Entry& entry, int signal);

/// Removes all that is left of a container that is `stopped`. Throws for others, and changes
/// nothing; unless `force`: that ends all of its processes first.
void remove(Entry& entry, const container::Layers& layers, bool force);

}  // namespace runtime::lifecycle
