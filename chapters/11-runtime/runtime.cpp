// SPDX-License-Identifier: MIT
#include "container/todo.hpp"
#include "runtime/lifecycle.hpp"

namespace runtime::lifecycle {

// Whoever comes to the gate waits there until somebody connects to the socket at this path, which
// is the host's, and says go. From then on that is who is told what goes wrong. Nothing but the one
// who waits keeps the socket, or whoever connects would wait for the dead.
container::Layer gate(const Path& /*path*/) {
    container::todo();
}

// When this returns, all is made, the program waits at the gate of the entry, and nobody has to
// stay for it. The entry says that all is complete, and the container has been handed over: once,
// and as the last thing that may fail. If anything throws, nothing is left.
void create(Entry /*entry*/, container::Layers /*layers*/, const container::Process& /*process*/,
            const std::function<void(const container::Container& box)>& /*hand_over*/) {
    container::todo();
}

// What can be seen now: a process that lives or not, an entry that is complete or not, a gate that
// is there or not, a cgroup that stands still or not.
Status status(const Entry& /*entry*/) {
    container::todo();
}

// Opens the gate of a container that is `created`, and of no other, for the first and last time.
// Returns when the program runs, or throws why it does not.
void start(Entry& /*entry*/) {
    container::todo();
}

// Sends the signal, to the container's own first process or to nobody. SIGKILL ends also what is
// frozen.
void kill(const Entry& /*entry*/, int /*signal*/) {
    container::todo();
}

// Undoes what the layers have done on the host, and forgets the container. It must have ended, or
// else, by `force`, it is ended: whatever it does, and whoever waits for it.
void remove(Entry& /*entry*/, const container::Layers& /*layers*/, bool /*force*/) {
    container::todo();
}

}  // namespace runtime::lifecycle
