// SPDX-License-Identifier: MIT
#include "sys/names.hpp"

#include "sys/error.hpp"

#include <unistd.h>

namespace sys {

void sethostname(std::string_view name) {
    check(::sethostname(name.data(), name.size()), "sethostname {}", name);
}

void setdomainname(std::string_view name) {
    check(::setdomainname(name.data(), name.size()), "setdomainname {}", name);
}

}  // namespace sys
