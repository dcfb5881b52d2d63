// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

namespace runtime {

/// The host's mounts, for a process that has come to have others, and wants to do something where
/// it was. Not for one in a new user namespace: it has no right to them any more.
class HostMounts {
public:
    /// Those of the caller.
    HostMounts();

    /// Calls `action` among them, and comes back.
    template <typename Action>
    auto visit(const Action& action) const {
        const HostMounts own;
        enter();
        const Return back{own};
        return action();
    }

private:
    struct Return {
        const HostMounts& own;
        ~Return() { own.enter(); }
    };
    void enter() const;

    sys::Fd namespace_, root_;
};

}  // namespace runtime
