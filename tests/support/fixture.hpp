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
    /// Leaves it there, for somebody to look at.
    void keep() noexcept { kept_ = true; }

private:
    Path path_;
    bool kept_ = false;
};

/// Copies build/rootfs to `destination`: each test may do to its rootfs what it likes.
void copy_rootfs(const Path& destination);

/// True if `rootfs` is still as copy_rootfs() made it, as far as names, types and sizes tell.
bool is_original(const Path& rootfs);

/// One line for each file below `directory`: name, type, mode, owner, and content or target. Two
/// trees are equal exactly if these are.
std::string describe_tree(const Path& directory);

/// The same without the content of files, which takes most of the time.
std::string describe_entries(const Path& directory);

void write_file(const Path& path, const std::string& text);
std::string read_file(const Path& path);

/// Where the build put things.
const Path& build_directory();
const Path& source_directory();

}  // namespace support
