// SPDX-License-Identifier: MIT
// caught by: 03.host-name
// The host is renamed first, and the new namespace begins with a copy of its name.
#include "reference.hpp"
#include "sys/names.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.prepare = [uts](Context&) { sys::sethostname(uts.hostname); };
    return layer;
}

}  // namespace container
