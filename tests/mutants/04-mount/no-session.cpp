// SPDX-License-Identifier: MIT
// caught by: 04.terminal
// The terminal is there, but the program leads no session and the terminal controls none.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    if (filesystem.terminal)
        layer.seal = [](Context&) {
            const auto slave = sys::open("/dev/console", O_RDWR | O_NOCTTY);
            for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                sys::dup2(slave, standard);
        };
    return layer;
}

}  // namespace container
