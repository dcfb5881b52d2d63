// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace matrix {

using Path = std::filesystem::path;
using Words = std::vector<std::string>;

/// A program that the attacks are made against: one column of the matrix.
struct Column {
    std::string name;     ///< "chapter04", as in expected.txt.
    std::string heading;  ///< The same in a narrow table: "04".
    /// How many layers it has; none for an OCI runtime, which has those that its bundle asks for.
    std::optional<int> chapter = {};
    /// It can show a directory of the host at /volume, as `line` has it do.
    bool has_volumes = false;
    /// What to type to run `command`, a path of the rootfs with its arguments, on `rootfs`. A file
    /// that the program needs is written beside the rootfs.
    std::function<Words(const Path& rootfs, const Path& volume, const Words& command)> line;
    /// How a program inside names the file that is at `path` of the rootfs.
    std::function<std::string(const Path& rootfs, const std::string& path)> inside;
};

/// The reference programs that are built, chapter00 first, and after them the OCI runtimes:
/// chapter 11's, and those that it is compared with.
const std::vector<Column>& columns();
/// Those of a name.
const Column& column_of(const std::string& name);
/// Those that are the program of a chapter; the rest are OCI runtimes.
std::vector<Column> chapters();

/// A CPU that we may run on. Programs that can limit are given this one, 96 MiB of memory, and 100
/// processes: a limit is one only if somebody sets it.
int one_cpu();

}  // namespace matrix
