// SPDX-License-Identifier: MIT
#include "runtime/memory_watch.hpp"

#include "container/cgroup/usage.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace runtime {

using container::cgroup::Group;

MemoryWatch::MemoryWatch(Group group) : group_{std::move(group)}, seen_{count()} {
    if (const auto* v1 = group_.v1("memory")) {
        notice_ = sys::Fd{sys::check(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")};
        file_ = sys::open(v1->path / "memory.oom_control", O_RDONLY);
        sys::write_file(v1->path / "cgroup.event_control",
                        fmt::format("{} {}", notice_.get(), file_.get()));
    } else if (const auto* v2 = group_.v2(); v2 && group_.has("memory.events")) {
        const auto file = v2->path / "memory.events";
        notice_ = sys::Fd{sys::check(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK), "inotify_init1")};
        sys::check(::inotify_add_watch(notice_.get(), file.c_str(), IN_MODIFY),
                   "inotify_add_watch {}", file.native());
    }
}

bool MemoryWatch::look() {
    alignas(inotify_event) std::array<char, 4096> notices;
    while (notice_ && ::read(notice_.get(), notices.data(), notices.size()) > 0) {
    }
    // v1 gives notice when memory is short, before anybody is ended; and when the group goes.
    const auto before = std::exchange(seen_, count());
    return seen_ > before;
}

std::uint64_t MemoryWatch::count() const {
    return container::cgroup::oom_kills(group_);
}

}  // namespace runtime
