// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace support {

using Path = std::filesystem::path;

/// A directory of this test's own, removed with everything in it. Its path is short enough for a
/// socket's (108 bytes, unix(7)).
class TemporaryDirectory {
public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();
    const Path& path() const noexcept { return path_; }

private:
    Path path_;
};

/// Copies build/rootfs to `destination`: each test may do to its rootfs what it likes.
void copy_rootfs(const Path& destination);

/// One line for each file below `directory`: name, type, mode, owner, and content or target. Two
/// trees are equal exactly if these are.
std::string describe_tree(const Path& directory);

void write_file(const Path& path, const std::string& text);
std::string read_file(const Path& path);

/// Where the build put things.
const Path& build_directory();
const Path& source_directory();

}  // namespace support
