// SPDX-License-Identifier: MIT
#pragma once

#include "container/state.hpp"
#include "container/users.hpp"
#include "sys/fd.hpp"

namespace container::users {

/// The directory of a container's views, below its state.
Path views_of(const State& state);

/// Makes it, with nothing in it but device nodes: a mount of its own, so that all that will hang
/// below it goes with it. Beside the host's root only the container's can go in: what a setuid
/// program of an image is owned by is not for the host's users. Runs on the host.
void open_views(const State& state, const UserNamespace& of);
/// Unmounts it, with all that hangs below it, if it is there.
void close_views(const State& state);

/// Makes the file or directory that the view is to be mounted on, and opens it (O_PATH).
sys::Fd make_place(const View& view);

/// Says on stderr, once for a file system, that the ids of this view could not be mapped; throws if
/// they had to be.
void note_unmapped(const View& view);

}  // namespace container::users
