// SPDX-License-Identifier: MIT
#include "image/pack.hpp"

#include "container/overlay/convention.hpp"
#include "container/users/maps.hpp"
#include "image/deflater.hpp"
#include "image/tar_writer.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <algorithm>
#include <map>

namespace image {
namespace {

namespace fs = std::filesystem;
namespace overlay = container::overlay;
namespace users = container::users;

/// Walks a directory, adding what it finds to a tar file.
class Packer {
public:
    Packer(const Path& directory, const Packing& packing, TarWriter& tar)
        : directory_{directory}, packing_{packing}, tar_{tar} {}

    void add(const Path& path);

private:
    TarEntry describe(sys::BorrowedFd parent, const Path& path, const struct stat& info);
    void add_below(const Path& path);

    const Path& directory_;
    const Packing& packing_;
    TarWriter& tar_;
    std::map<std::pair<dev_t, ino_t>, std::string> first_names_;  ///< Of files with several.
};

TarEntry Packer::describe(sys::BorrowedFd parent, const Path& path, const struct stat& info) {
    TarEntry entry;
    entry.path = path.native() + (S_ISDIR(info.st_mode) ? "/" : "");
    entry.mode = info.st_mode;
    entry.uid = users::inside(packing_.ids.uid_mappings, info.st_uid).value_or(info.st_uid);
    entry.gid = users::inside(packing_.ids.gid_mappings, info.st_gid).value_or(info.st_gid);
    entry.mtime = info.st_mtim;
    if (packing_.latest && entry.mtime.tv_sec >= *packing_.latest)
        entry.mtime = {*packing_.latest, 0};
    entry.device = info.st_rdev;
    if (S_ISREG(info.st_mode)) entry.size = static_cast<std::uint64_t>(info.st_size);
    if (S_ISLNK(info.st_mode)) entry.target = fs::read_symlink(directory_ / path);
    for (const auto& name : sys::listxattr(parent, path.filename()))
        if (!overlay::is_attribute(name))
            entry.xattrs.emplace_back(name, *sys::getxattr(parent, path.filename(), name));
    std::sort(entry.xattrs.begin(), entry.xattrs.end());
    return entry;
}

void Packer::add(const Path& path) {
    if (packing_.leaves_out && packing_.leaves_out(path)) return;
    const Path parent_path = (directory_ / path).parent_path();
    const sys::Fd parent = sys::open(path == "." ? directory_ : parent_path, O_PATH | O_DIRECTORY);
    const auto info = *sys::fstatat(parent, path.filename());
    if (S_ISSOCK(info.st_mode)) return;  // means nothing once its server is gone
    if (overlay::is_whiteout(info)) {
        TarEntry whiteout;
        whiteout.path = path.parent_path() / (".wh." + path.filename().native());
        whiteout.mode = S_IFREG;
        return tar_.add(whiteout);
    }
    auto entry = describe(parent, path, info);
    if (S_ISREG(info.st_mode) && info.st_nlink > 1) {
        auto& first = first_names_[{info.st_dev, info.st_ino}];
        if (!first.empty()) {
            entry.hard_link = first;
            entry.size = 0;
            return tar_.add(entry);
        }
        first = entry.path;
    }
    if (entry.size > 0)
        return tar_.add(entry, sys::openat(parent, path.filename(), O_RDONLY | O_NOFOLLOW));
    tar_.add(entry);
    if (!S_ISDIR(info.st_mode)) return;
    if (overlay::is_opaque(parent, path.filename())) {
        TarEntry marker;
        marker.path = path / ".wh..wh..opq";
        marker.mode = S_IFREG;
        tar_.add(marker);
    }
    add_below(path);
}

void Packer::add_below(const Path& path) {
    std::vector<Path> names;
    for (const auto& entry : fs::directory_iterator{directory_ / path})
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    for (const auto& name : names) add(path == "." ? name : path / name);
}

}  // namespace

Packed pack_entries(const std::function<void(TarWriter&)>& fill, const Blobs& blobs) {
    BlobWriter blob{blobs};
    Sha256 diff_id;
    Deflater gzip{[&blob](std::string_view bytes) { blob.write(bytes); }};
    TarWriter tar{[&](std::string_view bytes) {
        diff_id.update(bytes);
        gzip.write(bytes);
    }};
    fill(tar);
    tar.finish();
    gzip.finish();
    const auto size = blob.size();
    return {{media_type::layer_gzip, blob.commit(), size}, diff_id.finish()};
}

Packed pack_layer(const Path& directory, const Blobs& blobs, const Packing& packing) {
    return pack_entries([&](TarWriter& tar) { Packer{directory, packing, tar}.add("."); }, blobs);
}

}  // namespace image
