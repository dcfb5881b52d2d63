// SPDX-License-Identifier: MIT
// The child leaves the host's namespaces by itself, unshare(2), and writes its names to /proc/sys
// while the host's /proc can still be seen: what is written goes to the writer's namespace.
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sched.h>

#include <stdexcept>

namespace container {
namespace {

void set(const char* name, const std::string& value) {
    // proc(5) cuts a name that is too long short, where sethostname(2) says EINVAL.
    if (value.size() > 64) throw sys::SysError{EINVAL, std::string{"set"} + name + " " + value};
    sys::write_all(sys::open(Path{"/proc/sys/kernel"} / name, O_WRONLY), value);
}

}  // namespace

Layer layers::uts(const Uts& uts) {
    Layer layer{"uts"};
    layer.build = [uts](Context&) {
        const int flags = uts.host_ipc ? CLONE_NEWUTS : CLONE_NEWUTS | CLONE_NEWIPC;
        sys::check(::unshare(flags), "unshare {:#x}", flags);
        set("hostname", uts.hostname);
        if (!uts.domainname.empty()) set("domainname", uts.domainname);
    };
    return layer;
}

}  // namespace container
