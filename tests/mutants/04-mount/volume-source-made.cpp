// SPDX-License-Identifier: MIT
// caught by: 04.volume-refused
// A source that does not exist is made, and a mistyped volume is an empty directory.
#include "reference.hpp"

#include <filesystem>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    for (const auto& one : filesystem.mounts)
        if (one.type == "bind") std::filesystem::create_directories(one.source);
    return reference::mount(filesystem);
}

}  // namespace container
