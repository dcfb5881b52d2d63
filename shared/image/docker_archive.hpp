// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <string>
#include <vector>

namespace image {

/// An image of a file that `docker save` wrote.
struct DockerImage {
    std::vector<std::string> names;
    Descriptor manifest;  ///< Of the store, where its blobs now are.
};

/// Takes the images of an archive that has been unpacked at `directory` into the store, as OCI
/// images: its manifest.json names configurations and layers by file, without digests. That of each
/// layer is checked against the configuration when it is unpacked.
std::vector<DockerImage> read_docker_archive(const Store& store, const Path& directory);

}  // namespace image
