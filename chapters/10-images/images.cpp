// SPDX-License-Identifier: MIT
#include "build/loop.hpp"
#include "container/todo.hpp"

namespace build::layers {

// Takes the stage from what it begins with to an image of the store. Every step is one entry of the
// image's history. One that changes files adds a layer, the others change the configuration alone.
// A step whose like an earlier build has taken, from the same beginning, with the same words and
// the same files, is not taken again.
image::Descriptor stage(Workshop& /*workshop*/) {
    container::todo();
}

}  // namespace build::layers
