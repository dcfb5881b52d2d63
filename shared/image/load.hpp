// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace image {

/// Takes the images at `path` into the store, and unpacks them: an OCI layout (a directory or a tar
/// file of one) or what `docker save` writes; a tar file may be compressed. `name` is for images
/// that have none of their own. Returns their names. Every blob is checked against its digest.
std::vector<std::string> load(const Store& store, const Path& path, const std::string& name);

/// Makes an image of one layer: of a directory's files, or of those in a tar file.
void import(const Store& store, const Path& source, const std::string& name);

}  // namespace image
