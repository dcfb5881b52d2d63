// SPDX-License-Identifier: MIT
// The host gives the names: it enters the child's namespace, setns(2), sets them, and comes back.
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/names.hpp"

#include <fcntl.h>
#include <sched.h>

namespace container {
namespace {

/// In another UTS namespace for as long as this lives.
class Visit {
public:
    explicit Visit(pid_t host_of) {
        const auto there = sys::open("/proc/" + std::to_string(host_of) + "/ns/uts", O_RDONLY);
        sys::check(::setns(there.get(), CLONE_NEWUTS), "setns CLONE_NEWUTS");
    }
    Visit(const Visit&) = delete;
    ~Visit() { ::setns(home_.get(), CLONE_NEWUTS); }

private:
    sys::Fd home_ = sys::open("/proc/self/ns/uts", O_RDONLY);
};

}  // namespace

Layer layers::uts(const Uts& uts) {
    Layer layer{"uts", std::uint64_t{CLONE_NEWUTS} | (uts.host_ipc ? 0 : CLONE_NEWIPC)};
    layer.attach = [uts](Context&, pid_t init) {
        const Visit visit{init};
        sys::sethostname(uts.hostname);
        if (!uts.domainname.empty()) sys::setdomainname(uts.domainname);
    };
    return layer;
}

}  // namespace container
