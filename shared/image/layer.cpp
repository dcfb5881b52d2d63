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

#include <map>

namespace image {
namespace {

namespace overlay = container::overlay;

/// As seen from the directory that it is in.
struct Place {
    sys::Fd directory;
    Path name;
};

/// The last entries of the layer may have made symlinks of directories: none leads out of it.
Place place(sys::BorrowedFd root, const Path& path) {
    sys::Fd parent{open_beneath(root, path.has_parent_path() ? path.parent_path() : ".")};
    if (!parent) refuse_entry(path, "its directory was replaced by something else");
    return {std::move(parent), path.filename()};
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

/// Files may have holes, for which no byte is needed.
class Sizes {
public:
    explicit Sizes(std::uint64_t blob_size) : most_{most_bytes(blob_size)} {}

    void add(const TarEntry& entry) {
        if (!S_ISREG(entry.mode) || !entry.hard_link.empty()) return;
        sum_ += entry.size;
        if (entry.size > most_ || sum_ > most_)
            refuse_entry(entry.path, "the layer is a bomb: it grows more than a hundredfold");
    }

private:
    std::uint64_t most_, sum_ = 0;
};

/// Gives a hard link the file that it leads to, of a layer below. Where several lead to one file,
/// they are links of one copy.
class Links {
public:
    Links(sys::BorrowedFd root, const std::vector<Path>& below) : root_{root}, below_{below} {}

    void add(const Path& path, const Path& target) {
        const auto found = find_in_stack(below_, target);
        if (!found || !S_ISREG(found->info.st_mode))
            refuse_entry(path,
                         fmt::format("a hard link to {}, which is not there", target.native()));
        const auto to = place(root_, path);
        if (const auto there = sys::fstatat(to.directory, to.name);
            there && overlay::is_whiteout(*there))
            sys::unlinkat(to.directory, to.name);  // hides nothing of its own layer
        auto& copy = copies_[{found->info.st_dev, found->info.st_ino}];
        if (copy.empty()) {
            copy_file(*found, to);
            copy = path;
        } else {
            const auto first = place(root_, copy);
            sys::linkat(first.directory, first.name, to.directory, to.name);
        }
    }

private:
    sys::BorrowedFd root_;
    const std::vector<Path>& below_;
    std::map<std::pair<dev_t, ino_t>, Path> copies_;
};

/// A directory that the layer only passes through is what it is below.
void settle_directory(const Path& path, const Place& to, const std::vector<Path>& below) {
    const auto there = sys::fstatat(to.directory, to.name);
    if (!there || !S_ISDIR(there->st_mode)) return;  // under another name, it was replaced
    const auto found = find_in_stack(below, path);
    if (found && S_ISDIR(found->info.st_mode)) return copy_description(*found, to);
    sys::fchmodat(to.directory, to.name, 0755);  // whatever the caller's umask
    sys::utimensat(to.directory, to.name, {});   // the same whenever it is unpacked
}

}  // namespace

Unpacked unpack_layer(Source blob, std::uint64_t blob_size, const Path& directory) {
    Inflater inflater{std::move(blob)};
    Unpacked unpacked;
    {
        ReadAhead ahead{[&inflater] { return inflater.next(); }};
        TarReader reader{[&ahead] { return ahead.next(); }};
        Tree tree{directory};
        Sizes sizes{blob_size};
        for (TarEntry entry; reader.next(entry);) {
            sizes.add(entry);
            tree.add(entry, reader);
        }
        tree.finish();
        while (!ahead.next().empty()) {  // what follows the tar file's end counts for the DiffID
        }
        unpacked = {{}, std::move(tree.later()), tree.poorer()};
    }
    unpacked.diff_id = inflater.diff_id();
    return unpacked;
}

void settle_layer(const Unpacked& layer, const Path& directory, const std::vector<Path>& below) {
    const sys::Fd root = sys::open(directory, O_PATH | O_DIRECTORY);
    Links links{root, below};
    for (const auto& [path, target] : layer.later.links) links.add(path, target);
    const auto& implied = layer.later.implied;
    for (auto path = implied.rbegin(); path != implied.rend(); ++path)
        settle_directory(*path, place(root, *path), below);
}

}  // namespace image
