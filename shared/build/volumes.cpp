// SPDX-License-Identifier: MIT
#include "build/volumes.hpp"

#include "build/copier.hpp"
#include "build/worktree.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <algorithm>

namespace build {
namespace {

/// With the directory's own looks, and those of all in it.
void fill(const SourceTree& image, const std::string& path, const Path& volume) {
    const sys::Fd root = sys::open(volume, O_PATH | O_DIRECTORY);
    Copier copier{root, {std::nullopt, std::nullopt}};
    image.walk(path, {}, [&](const SourceTree::Entry& entry) {
        copier.copy(image, entry, entry.below.empty() ? "." : entry.below);
    });
}

}  // namespace

void add_volumes(const image::Store& store, const image::Execution& config, const Path& place,
                 container::Spec& spec) {
    auto& mounts = spec.filesystem.mounts;
    const containerfile::IgnorePatterns nothing;
    for (const auto& destination : config.volumes) {
        const auto path = containerfile::clean_path(destination);
        if (std::any_of(mounts.begin(), mounts.end(), [&path](const container::Mount& mount) {
                return containerfile::clean_path(mount.destination) == path;
            }))
            continue;
        const auto volume = place / "volumes" / std::to_string(mounts.size());
        sys::make_directories(volume, 0755);
        const Worktree worktree{store, spec.overlay.lower};
        const Copier copier{worktree.root(), {}};
        copier.directory(path);
        fill(SourceTree{worktree.root(), nothing}, path, volume);
        mounts.push_back({"/" + path, "bind", volume});
        mounts.back().mapped = true;
    }
}

}  // namespace build
