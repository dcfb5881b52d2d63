// SPDX-License-Identifier: MIT
// caught by: 07.page-cache
// Each container gets a copy of all files (open them for writing, and overlay makes one): nothing
// is shared, not even memory.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <filesystem>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [overlay, prepare = layer.prepare](Context& box) {
        prepare(box);
        if (overlay.lower.size() > 1) return;
        const auto& below = overlay.lower[0];
        for (const auto& entry : std::filesystem::recursive_directory_iterator{below})
            if (entry.symlink_status().type() == std::filesystem::file_type::regular)
                sys::open(box.rootfs.path() / entry.path().lexically_relative(below), O_WRONLY);
    };
    return layer;
}

}  // namespace container
