// SPDX-License-Identifier: MIT
// caught by: contract.clean
// A file in /run says which program runs, and stays there when it does no more.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace container {

int layers::wait(const Child& child) {
    const auto note = sys::open("/run/container.pid", O_CREAT | O_WRONLY, 0644);
    sys::write_all(note, std::to_string(child.pid()));
    return reference::wait(child);
}

}  // namespace container
