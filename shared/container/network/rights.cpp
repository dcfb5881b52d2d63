// SPDX-License-Identifier: MIT
#include "container/network/rights.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/nsfs.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace container::network {
namespace {

bool has_net_admin() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3]{};
    sys::check(::syscall(SYS_capget, &header, sets), "capget");
    return (sets[0].effective & 1U << CAP_NET_ADMIN) != 0;
}

/// In `unshare --user` one is root, but the network is still that of the user namespace outside.
bool is_our_network() {
    const auto network = sys::open("/proc/self/ns/net", O_RDONLY);
    const sys::Fd owner{::ioctl(network.get(), NS_GET_USERNS)};
    if (!owner) return false;  // EPERM: one that we cannot even see
    return sys::fstat(owner).st_ino == sys::fstat(sys::open("/proc/self/ns/user", O_RDONLY)).st_ino;
}

}  // namespace

bool may_change_network() {
    return has_net_admin() && is_our_network();
}

}  // namespace container::network
