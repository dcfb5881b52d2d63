// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "sys/fd.hpp"

#include <cstdint>

namespace runtime {

/// Notices when a group's processes have no memory left and one of them is ended for it.
class MemoryWatch {
public:
    explicit MemoryWatch(container::cgroup::Group group);

    /// Becomes readable when there may be something new: poll(2). None if nobody counts memory.
    sys::BorrowedFd descriptor() const noexcept { return notice_; }
    /// Whether there is, since the last time it was asked.
    bool look();

private:
    std::uint64_t count() const;

    container::cgroup::Group group_;
    sys::Fd notice_;
    sys::Fd file_;  ///< Of v1: what the notice is about.
    std::uint64_t seen_ = 0;
};

}  // namespace runtime
