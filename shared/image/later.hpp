// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <ctime>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace image {

/// What a layer's entries leave to be done when all of it is there, or when the layers below it
/// are known: by path, relative to the layer. An entry that comes later may change what is at a
/// path, or make a symlink of a directory in it. Then this knows of nothing below that path, and
/// whoever does what is left must look where he steps (open_beneath()).
///
/// It is kept in memory, and so its size is limited: throws if it becomes very many paths.
class Later {
public:
    using Path = std::filesystem::path;

    /// A directory that no entry was about, but that others are in.
    void imply(const Path& path);
    /// A directory that an entry was about; it gets this time.
    void describe(const Path& path, const timespec& mtime);
    /// A hard link to a file that this layer does not have.
    void link(const Path& path, const Path& target);
    /// What was at `path`, and below, is there no more.
    void forget(const Path& path);

    std::set<std::string> implied;
    std::map<std::string, timespec> times;
    std::map<std::string, std::string> links;

private:
    void count(const std::string& path);

    std::size_t size_ = 0;
};

}  // namespace image
