// SPDX-License-Identifier: MIT
// caught by: 03.domainname
// The host name is set as the domain name, too: one call copied, one argument not changed.
#include "reference.hpp"
#include "sys/names.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.inside = [uts](Context&) {
        sys::sethostname(uts.hostname);
        sys::setdomainname(uts.hostname);
    };
    return layer;
}

}  // namespace container
