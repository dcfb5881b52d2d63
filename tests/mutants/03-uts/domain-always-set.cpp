// SPDX-License-Identifier: MIT
// caught by: 03.domainname
// The domain name is set even if none was given: to nothing, where the host's should stay.
#include "reference.hpp"
#include "sys/names.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.inside = [uts](Context&) {
        sys::sethostname(uts.hostname);
        sys::setdomainname(uts.domainname);
    };
    return layer;
}

}  // namespace container
