// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace matrix {

using Path = std::filesystem::path;
using Words = std::vector<std::string>;

/// A program that the attacks are made against: one column of the matrix.
struct Column {
    std::string name;  ///< "chapter04", as in expected.txt.
    int chapter = 0;   ///< How many layers it has.
    /// It can show a directory of the host at /volume, as `line` has it do.
    bool has_volumes = false;
    /// What to type to run `command`, a path of the rootfs with its arguments, on `rootfs`.
    std::function<Words(const Path& rootfs, const Path& volume, const Words& command)> line;
    /// How a program inside names the file that is at `path` of the rootfs.
    std::function<std::string(const Path& rootfs, const std::string& path)> inside;
};

/// The reference programs that are built, chapter00 first.
const std::vector<Column>& columns();

}  // namespace matrix
