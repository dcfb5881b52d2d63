// SPDX-License-Identifier: MIT
#pragma once

#include "image/changes.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace image {

/// One path that a container has changed, as `docker diff` says it.
struct Change {
    char kind;         ///< 'A' added, 'C' changed, 'D' deleted.
    std::string path;  ///< From the container's "/".
};

/// What the container has changed, sorted by path.
std::vector<Change> diff(const Changes& changes);

/// Makes an image of what the container shows now: its image's layers, and one of its changes.
/// `created_by` and `comment` go to the history.
Descriptor commit(const Store& store, const Changes& changes, const std::string& comment);

}  // namespace image
