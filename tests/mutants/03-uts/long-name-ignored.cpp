// SPDX-License-Identifier: MIT
// caught by: 03.long-name
// That sethostname(2) failed is not looked at: the container runs under the host's name.
#include "reference.hpp"

#include <unistd.h>

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.inside = [uts](Context&) {
        [[maybe_unused]] int ignored = ::sethostname(uts.hostname.data(), uts.hostname.size());
        ignored = ::setdomainname(uts.domainname.data(), uts.domainname.size());
    };
    return layer;
}

}  // namespace container
