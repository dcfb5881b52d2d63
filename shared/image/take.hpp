// SPDX-License-Identifier: MIT
#pragma once

#include "image/blobs.hpp"

#include <optional>

namespace image {

/// Copies a file into the blobs; `expected` is what it must turn out to be. Without that its type
/// is that of a layer, as its first bytes tell.
Descriptor take_blob(sys::BorrowedFd file, const Blobs& blobs,
                     const std::optional<Descriptor>& expected = {});

}  // namespace image
