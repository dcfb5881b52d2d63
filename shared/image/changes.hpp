// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"
#include "image/store.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace image {

/// What one container has changed: the directory containers/NAME of a store. Whoever runs the
/// container holds a lock on it. It goes with the container unless it is to be kept.
///
///     image      the descriptor of the image's manifest, if it runs one
///     lower      the directories that "/" is stacked from, a line each, the lowest first
///     keep       there if it is to be kept
///     namespace  if it has a user namespace: where else `changes` is, and the layers look for it;
///                and the mappings, as /proc/PID/uid_map has them, after a "u" or a "g"
///     changes/   chapter 07's layer has this to itself; what was written is in changes/upper
class Changes {
public:
    /// For a new container. Throws if there is one of that name. With no `name`: a new one.
    static Changes create(const Store& store, const std::string& name,
                          const std::optional<Image>& image, const std::vector<Path>& lower,
                          bool keep);
    /// Those of the container whose layers change what is in `directory()`.
    static Changes of(const Path& directory);
    /// Those of that container. Throws if there is none.
    static Changes find(const Store& store, const std::string& name);
    /// Every container's, sorted by name.
    static std::vector<Changes> all(const Store& store);
    Changes(Changes&&) noexcept = default;
    Changes& operator=(Changes&&) noexcept = default;
    /// The owner's: removes it unless it is kept.
    ~Changes();

    std::string name() const { return path_.filename(); }
    Path directory() const { return path_ / "changes"; }
    Path upper() const { return directory() / "upper"; }
    /// Notes the ids that what was written is owned by, and where the layers write it.
    void note_namespace(const container::UserNamespace& ids, const Path& place) const;
    /// The mappings that were noted; none if there are none.
    container::UserNamespace ids() const;
    std::vector<Path> lower() const;
    /// Nothing if it runs on a directory.
    std::optional<Descriptor> image() const;
    /// What the layers have put into "/" for as long as the container runs, such as mount points:
    /// relative paths, which are no change of the container's own.
    std::vector<Path> scaffolding() const;
    bool is_kept() const;
    /// Somebody runs the container.
    bool is_owned() const;
    /// Nobody runs it, nobody wants it, and what was mounted in it is gone: a kill left it.
    bool is_abandoned() const;
    /// Removes it. Throws if somebody runs the container.
    void remove();

private:
    Changes(Path path, sys::Fd lock) : path_{std::move(path)}, lock_{std::move(lock)} {}
    bool try_lock();
    Path merged() const;
    bool take_name(const Path& path);

    Path path_;
    sys::Fd lock_;
};

}  // namespace image
