// SPDX-License-Identifier: MIT
#include "build/worktree.hpp"
#include "container/overlay/convention.hpp"
#include "container/overlay/directories.hpp"
#include "image/stack.hpp"
#include "image/times.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>

/// From what overlay has kept of a step to a layer.
namespace build {
namespace {

namespace fs = std::filesystem;
namespace overlay = container::overlay;

/// Of the directory "/" itself.
bool is_like(const Path& a, const Path& b) {
    const auto one = sys::fstat(sys::open(a, O_PATH)), other = sys::fstat(sys::open(b, O_PATH));
    return one.st_mode == other.st_mode && one.st_uid == other.st_uid && one.st_gid == other.st_gid;
}

/// overlay also marks directories that hide nothing: there, the mark only says how it came about.
void drop_needless_mark(const std::vector<Path>& lower, const Path& root, const Path& path) {
    const sys::Fd parent = sys::open((root / path).parent_path(), O_PATH | O_DIRECTORY);
    if (!overlay::is_opaque(parent, path.filename())) return;
    if (const auto below = image::find_in_stack(lower, path); below && S_ISDIR(below->info.st_mode))
        return;
    sys::check(
        ::lremovexattr((root / path).c_str(), (overlay::attribute_prefix() + "opaque").c_str()),
        "lremovexattr {}", path.native());
}

/// Makes the directory what its layer, unpacked somewhere else, would be.
void tidy(const std::vector<Path>& lower, const Path& root, std::optional<std::time_t> latest) {
    std::vector<Path> sockets;
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        const auto path = entry.path().lexically_relative(root);
        const auto status = entry.symlink_status();
        if (fs::is_socket(status)) sockets.push_back(entry.path());
        if (fs::is_directory(status)) drop_needless_mark(lower, root, path);
    }
    for (const auto& socket : sockets) fs::remove(socket);
    if (!latest) return;
    const auto clamp = [&](const Path& path) {
        const auto info = *sys::fstatat(AT_FDCWD, path);
        if (info.st_mtim.tv_sec >= *latest && !overlay::is_whiteout(info))
            sys::utimensat(AT_FDCWD, path, {*latest, 0});
    };
    for (const auto& entry : fs::recursive_directory_iterator{root}) clamp(entry.path());
    clamp(root);
}

}  // namespace

std::optional<image::Packed> take_changes(const image::Store& store, const image::Image& draft,
                                          const Path& changes) {
    const auto upper = overlay::Directories{changes}.upper;
    const auto lower = directories(store, draft);
    if (fs::is_empty(upper) && is_like(upper, lower.back())) return std::nullopt;
    tidy(lower, upper, image::source_date_epoch());
    auto layer = image::pack_layer(upper, store.blobs());
    auto diff_ids = draft.config.diff_ids;
    diff_ids.push_back(layer.diff_id);
    store.place_layer(upper, image::chain_ids(diff_ids).back());
    return layer;
}

}  // namespace build
