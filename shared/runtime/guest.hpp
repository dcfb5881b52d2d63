// SPDX-License-Identifier: MIT
#pragma once

#include "container/channel.hpp"
#include "container/child.hpp"
#include "container/layer.hpp"
#include "container/spec.hpp"
#include "runtime/way_in.hpp"

#include <functional>
#include <optional>

namespace runtime {

/// One more program in a container that is there already.
///
///     host                       between                     guest
///     prepare
///     clone3 ──────────────────▶ its cgroup, its namespaces
///                                clone3 ───────────────────▶ (parked)
///     Guest() goes on ◀───built─ (ends)
///     attach
///     go ──────────────────────────────────────────────────▶ inside
///     Guest() returns ◀───────────────────────────────ready─ (and the terminal)
///                                                            seal, filter, execve
///     start() returns ◀─────────────────────────────────────── end of file
///
/// There are two, because a PID namespace is for the children of whoever enters it. The second is
/// our child all the same (CLONE_PARENT), so that we can wait for it.
class Guest {
public:
    /// Of the layers, each has the moments above, and no other. What they throw inside, and what
    /// keeps the program from being found, is thrown here or by start().
    Guest(container::Layers layers, container::Process process, WayIn way);
    Guest(const Guest&) = delete;

    /// The master side of its terminal, if a layer made one.
    const sys::Fd& terminal() const noexcept { return context_.terminal; }
    /// As the host counts.
    pid_t pid() const noexcept { return child_->pid(); }
    sys::BorrowedFd pidfd() const noexcept { return child_->pidfd(); }

    /// Returns when the program runs.
    void start();
    /// Leaves it to itself. Until then, it is killed with this object.
    void release() noexcept { child_->release(); }

private:
    container::Child spawn(const std::function<void()>& body);
    [[noreturn]] void between_main(container::Channel channel) noexcept;
    [[noreturn]] void guest_main(container::Channel channel) noexcept;

    container::Layers layers_;
    container::Process process_;
    WayIn way_;
    container::Context context_;
    container::Channel channel_{sys::Fd{}};
    std::optional<container::Child> child_;
};

}  // namespace runtime
