// SPDX-License-Identifier: MIT
// caught by: 04.masked
// /dev/null is bound on what is to be masked; on a directory that fails, and is passed over.
#include "reference.hpp"

#include <filesystem>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    std::erase_if(careless.masked_paths,
                  [](const Path& path) { return std::filesystem::is_directory(path); });
    return reference::mount(careless);
}

}  // namespace container
