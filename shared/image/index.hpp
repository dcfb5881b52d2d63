// SPDX-License-Identifier: MIT
#pragma once

#include "image/descriptor.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace image {

using Path = std::filesystem::path;

/// The names of the images in an OCI layout: its index.json, where each manifest carries its name
/// as the annotation org.opencontainers.image.ref.name (image-spec, annotations.md). A change is
/// made to the file as it is at that moment, under a lock, and seen as a whole or not at all.
class Index {
public:
    /// Of the layout at `layout`, which is made a layout if it is none yet.
    explicit Index(const Path& layout);

    /// What a layout's manifest is called: empty if it has no name.
    static std::string name_of(const Descriptor& manifest);

    std::vector<Descriptor> all() const;
    std::optional<Descriptor> find(const std::string& name) const;
    /// The name is this manifest's from now on.
    void set(const std::string& name, Descriptor manifest) const;
    /// False if there was no such name.
    bool remove(const std::string& name) const;

private:
    Path layout_;
};

/// The manifests in the index.json at `layout`, which is somebody else's layout.
std::vector<Descriptor> read_layout(const Path& layout);

}  // namespace image
