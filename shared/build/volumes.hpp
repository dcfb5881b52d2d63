// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "image/store.hpp"

#include <filesystem>

namespace build {

/// The volumes that an image asks for, and the command line has not mounted: directories in
/// `place`/volumes, each filled with what the image has there. What is written to them is no change
/// of the container's.
void add_volumes(const image::Store& store, const image::Execution& config,
                 const std::filesystem::path& place, container::Spec& spec);

}  // namespace build
