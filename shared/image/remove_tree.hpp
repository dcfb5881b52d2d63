// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace image {

/// Removes a file, or a directory with all that is in it, however deep: a container may nest more
/// directories than a process may have descriptors, and make paths longer than any call takes, on
/// which std::filesystem::remove_all fails. Nothing is fine, too. Throws SysError.
void remove_tree(const std::filesystem::path& path);

}  // namespace image
