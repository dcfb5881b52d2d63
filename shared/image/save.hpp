// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <filesystem>
#include <vector>

namespace image {

enum class Format {
    oci_archive,    ///< A tar file of an OCI layout (image-spec, image-layout.md).
    oci_directory,  ///< The layout itself, in a new directory.
    docker_archive  ///< What `docker save` writes: manifest.json, and layers that are not
                    ///< compressed.
};

/// Writes images for other programs, under the names that they have here. The same images give the
/// same bytes. An empty `path` is stdout. What could not be written whole is removed.
void save(const Store& store, const std::vector<Image>& images, const std::filesystem::path& path,
          Format format);

}  // namespace image
