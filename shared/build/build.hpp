// SPDX-License-Identifier: MIT
#pragma once

#include "build/display.hpp"
#include "build/job.hpp"

namespace build {

/// Builds what the request asks for: each stage in a process of its own, as soon as those that it
/// needs are made, and only stages that are needed. Returns the image's manifest, which is in the
/// store and has no name yet.
///
/// The process must have one thread only, and be root or have become it. Throws what went wrong,
/// as Failure if that was in a stage; then nothing is left but what the cache may use.
image::Descriptor build(const image::Store& store, const Request& request, Pipeline pipeline,
                        Display& display);

/// An error of a stage: some lines that show the place.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace build
