// SPDX-License-Identifier: MIT
// caught by: 03.host-name
// The host has the name of the container for as long as that runs, and then its own again.
#include "reference.hpp"
#include "sys/names.hpp"

#include <unistd.h>

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    std::string before(64, 0);
    ::gethostname(before.data(), before.size());
    layer.attach = [uts](Context&, pid_t) { sys::sethostname(uts.hostname); };
    layer.cleanup = [before](Context&) { sys::sethostname(before.c_str()); };
    return layer;
}

}  // namespace container
