// SPDX-License-Identifier: MIT
#include "image/archive.hpp"

#include "image/entry_path.hpp"
#include "image/inflater.hpp"
#include "image/small_file.hpp"
#include "image/tar_reader.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace image {
namespace {

namespace fs = std::filesystem;

/// Where an entry goes. Of several with one name, the last is there.
Path destination(const Path& directory, const TarEntry& entry) {
    const Path path = directory / entry_path(entry.path);
    fs::create_directories(path.parent_path());
    ::unlink(path.c_str());
    return path;
}

/// docker save writes a layer that is there twice as a link to the first.
void add_link(const Path& directory, const TarEntry& entry) {
    if (Path{entry.target}.is_absolute()) return;
    const auto target = (entry_path(entry.path).parent_path() / entry.target).lexically_normal();
    const auto first = directory / entry_path(target);
    if (!fs::is_regular_file(fs::symlink_status(first)))
        refuse_entry(entry.path,
                     fmt::format("a link to {}, which is no file before it", target.native()));
    fs::create_hard_link(first, destination(directory, entry));
}

void add_file(const Path& directory, const TarEntry& entry, TarReader& content) {
    const auto copy =
        sys::open(destination(directory, entry), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600);
    for (TarReader::Block block; content.next(block);) sys::write_all(copy, block.bytes);
}

}  // namespace

void unpack_archive(const Path& archive, const Path& directory) {
    const auto file = open_regular(archive);
    Inflater inflater{file};
    TarReader reader{[&inflater] { return inflater.next(); }};
    for (TarEntry entry; reader.next(entry);) {
        if (S_ISLNK(entry.mode)) add_link(directory, entry);
        if (S_ISREG(entry.mode) && entry.hard_link.empty()) add_file(directory, entry, reader);
    }
}

}  // namespace image
