// SPDX-License-Identifier: MIT
// caught by: 03.hostname
// The length is one too small: the last letter of each name is lost.
#include "reference.hpp"
#include "sys/names.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.inside = [uts](Context&) {
        sys::sethostname(std::string_view{uts.hostname.c_str(), uts.hostname.size() - 1});
        if (!uts.domainname.empty()) sys::setdomainname(uts.domainname);
    };
    return layer;
}

}  // namespace container
