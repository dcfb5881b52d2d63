// SPDX-License-Identifier: MIT
#pragma once

#include "image/descriptor.hpp"
#include "image/later.hpp"
#include "image/source.hpp"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace image {

using Path = std::filesystem::path;

/// A layer that has been unpacked, but does not know the layers below it yet.
struct Unpacked {
    Digest diff_id;          ///< Of the tar file, uncompressed.
    Later later;             ///< Directories and hard links that the layers below say more of.
    std::size_t poorer = 0;  ///< Entries that lack what this user may not set.
};

/// Unpacks a layer's blob (gzip, zstd or plain; the bytes tell) into the empty `directory`, with
/// whiteouts as overlay wants them. Several may run at once, in threads. On the host.
Unpacked unpack_layer(Source blob, std::uint64_t blob_size, const Path& directory);

/// Gives the layer in `directory` what it has from those below, the lowest first: the attributes of
/// directories that it only passes through, and the files that it has hard links to.
void settle_layer(const Unpacked& layer, const Path& directory, const std::vector<Path>& below);

}  // namespace image
