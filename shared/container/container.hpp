// SPDX-License-Identifier: MIT
#pragma once

#include "container/channel.hpp"
#include "container/child.hpp"
#include "container/layer.hpp"
#include "container/spec.hpp"

#include <optional>

namespace container {

/// Who ends a container.
enum class Life {
    of_its_owner,  ///< The Container object, and the kernel if the runtime is killed.
    of_its_own     ///< Nobody but itself, from release() on.
};

/// A program inside its layers.
///
/// Every failure, on either side of the clone, is thrown on the host as a SysError whose text
/// begins with the layer and the moment, as in "uts.inside: sethostname x: reason".
class Container {
public:
    /// Returns once every moment up to `inside` is over and the program could be started. What is
    /// done on the host is noted in `state`, if the layers need one.
    Container(Layers layers, Process process, State state = {}, Life life = Life::of_its_owner);
    Container(const Container&) = delete;
    /// Kills the container if it still runs, then cleans up after the layers in reverse.
    ~Container();

    /// Leaves the container to itself: it lives on, and nothing is cleaned up. What it needs to be
    /// found again is in its state.
    void release() noexcept;

    /// Undoes what the layers have done on the host for the container of that state, which has
    /// ended. False if something is left; then stderr says what.
    static bool clean_up_after(const Layers& layers, State state) noexcept;

    /// Cleans up after containers whose owner was killed, as far as `layers` are all they had.
    static void sweep(const Layers& layers);

    /// Gives the running container of that state what is new in `layers`, where they can.
    static void update(const Layers& layers, State state);

    const State& state() const noexcept { return context_.state; }

    /// The master side of the container's terminal, if a layer made one: pty(7).
    const sys::Fd& terminal() const noexcept { return context_.terminal; }

    /// Returns once the program runs, or waits at a gate. Throws what kept it from that.
    void start();

    /// The program's process, until wait() has returned.
    pid_t init() const noexcept { return child_->pid(); }

    /// Waits for the program to end: its exit status, or 128+N.
    int wait();

private:
    [[noreturn]] void child_main(Channel channel) noexcept;
    void make();
    void clean_up() noexcept;

    Layers layers_;
    Process process_;
    Context context_;
    Life life_;
    std::size_t prepared_ = 0;  ///< So many layers' cleanup is owed.
    sigset_t callers_mask_;
    Channel channel_{sys::Fd{}};
    std::optional<Child> child_;
};

}  // namespace container
