// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// A new process that runs `body` and nothing after it; held by pid and pidfd.
Child spawn(const sys::CloneArgs& /*args*/, const std::function<void()>& /*body*/) {
    todo();
}

// The program takes this process over: in its directory, with default signals and an empty mask,
// with 0, 1 and 2 and no other descriptor, with its own environment, found through its own PATH.
void execute(const Process& /*process*/) {
    todo();
}

// Until the child ends: what other processes signal to us, it gets. Then how it ended, as a shell
// says it.
int wait(const Child& /*child*/) {
    todo();
}

}  // namespace container::layers
