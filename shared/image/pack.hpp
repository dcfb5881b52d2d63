// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"
#include "image/blobs.hpp"
#include "image/descriptor.hpp"

#include <ctime>
#include <filesystem>
#include <functional>
#include <optional>

namespace image {

class TarWriter;
using Path = std::filesystem::path;

/// A layer that has been made: its blob, and its DiffID.
struct Packed {
    Descriptor blob;
    Digest diff_id;
};

/// What to leave as it is, and what not.
struct Packing {
    /// Times after this one become this one: SOURCE_DATE_EPOCH, seconds.
    std::optional<std::time_t> latest = {};
    /// Paths (relative) that are left out, with all that is below them.
    std::function<bool(const Path&)> leaves_out = {};
    /// Whose files they are in the container that wrote them; one that it does not know stays.
    container::UserNamespace ids = {};
};

/// Makes a layer, gzip-compressed, of what is in `directory`. What overlay hides with a whiteout or
/// an opaque directory becomes the layer's whiteouts (image-spec, layer.md). Sorted by name.
Packed pack_layer(const Path& directory, const Blobs& blobs, const Packing& packing = {});

/// Makes a layer, gzip-compressed, of the entries that `fill` adds.
Packed pack_entries(const std::function<void(TarWriter&)>& fill, const Blobs& blobs);

}  // namespace image
