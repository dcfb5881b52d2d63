// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace image {

using Path = std::filesystem::path;

/// Unpacks an archive of images (a tar file, compressed or not) into the empty `directory`: only
/// files, and only under their own names. What else it holds is nobody's business.
void unpack_archive(const Path& archive, const Path& directory);

}  // namespace image
