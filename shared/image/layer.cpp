// SPDX-License-Identifier: MIT
#include "image/layer.hpp"

#include "container/overlay/convention.hpp"
#include "image/entry_path.hpp"
#include "image/inflater.hpp"
#include "image/read_ahead.hpp"
#include "image/stack.hpp"
#include "image/tree.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sendfile.h>

namespace image {
namespace {

namespace overlay = container::overlay;

/// As seen from the directory that it is in.
struct Place {
    sys::Fd directory;
    Path name;
};

Place place(sys::BorrowedFd root, const Path& path) {
    const Path parent = path.has_parent_path() ? path.parent_path() : ".";
    return {sys::openat(root, parent, O_PATH | O_DIRECTORY), path.filename()};
}

/// Owner, permissions, attributes and time; never what is overlay's own.
void copy_description(const Found& from, const Place& to) {
    sys::fchownat(to.directory, to.name, from.info.st_uid, from.info.st_gid);
    if (!S_ISLNK(from.info.st_mode))
        sys::fchmodat(to.directory, to.name, from.info.st_mode & 07777);
    for (const auto& attribute : sys::listxattr(from.directory, from.name))
        if (!overlay::is_attribute(attribute))
            sys::setxattr(to.directory, to.name, attribute,
                          *sys::getxattr(from.directory, from.name, attribute));
    sys::utimensat(to.directory, to.name, from.info.st_mtim);
}

void copy_file(const Found& from, const Place& to) {
    const auto source = sys::openat(from.directory, from.name, O_RDONLY | O_NOFOLLOW);
    const auto copy = sys::openat(to.directory, to.name, O_CREAT | O_EXCL | O_WRONLY, 0600);
    while (sys::check(::sendfile(copy.get(), source.get(), nullptr, 1 << 30), "sendfile {}",
                      to.name.native()) > 0) {
    }
    copy_description(from, to);
}

}  // namespace

Unpacked unpack_layer(Source blob, const Path& directory) {
    Inflater inflater{std::move(blob)};
    Unpacked unpacked;
    {
        ReadAhead ahead{[&inflater] { return inflater.next(); }};
        TarReader reader{[&ahead] { return ahead.next(); }};
        Tree tree{directory};
        for (TarEntry entry; reader.next(entry);) tree.add(entry, reader);
        tree.finish();
        while (!ahead.next().empty()) {  // what follows the tar file's end counts for the DiffID
        }
        unpacked = {{}, tree.implied(), tree.dangling(), tree.poorer()};
    }
    unpacked.diff_id = inflater.diff_id();
    return unpacked;
}

void settle_layer(const Unpacked& layer, const Path& directory, const std::vector<Path>& below) {
    const sys::Fd root = sys::open(directory, O_PATH | O_DIRECTORY);
    for (const auto& [path, target] : layer.dangling) {
        const auto found = find_in_stack(below, target);
        if (!found || !S_ISREG(found->info.st_mode))
            refuse_entry(path,
                         fmt::format("a hard link to {}, which is not there", target.native()));
        copy_file(*found, place(root, path));
    }
    for (auto path = layer.implied.rbegin(); path != layer.implied.rend(); ++path) {
        const auto found = find_in_stack(below, *path);
        const auto to = place(root, *path);
        if (found && S_ISDIR(found->info.st_mode))
            copy_description(*found, to);
        else
            sys::utimensat(to.directory, to.name, {});  // the same whenever it is unpacked
    }
}

}  // namespace image
