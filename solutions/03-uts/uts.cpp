// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "sys/names.hpp"

#include <sched.h>

namespace container::layers {

Layer uts(const Uts& uts) {
    Layer layer{"uts", CLONE_NEWUTS};
    if (!uts.host_ipc) layer.namespaces |= CLONE_NEWIPC;

    layer.inside = [uts](Context&) {
        sys::sethostname(uts.hostname);
        if (!uts.domainname.empty()) sys::setdomainname(uts.domainname);
    };

    return layer;
}

}  // namespace container::layers
