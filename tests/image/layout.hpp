// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// OCI image layouts that a test writes piece by piece, so that every piece can lie: image-spec,
/// image-layout.md.
namespace layout {

using nlohmann::json;
using support::Path;

/// A layer as it comes: its blob, what that is, and the DiffID.
struct Layer {
    std::string blob, type, diff_id;
};
/// Each appends the tar file's end.
Layer plain(const std::string& entries);
Layer gzip(const std::string& entries);
Layer zstd(const std::string& entries);

std::string digest(const std::string& bytes);
/// One gzip member, or one zstd frame.
std::string gzipped(const std::string& bytes);
std::string zstandard(const std::string& bytes);

/// For this machine, with one step of history for each layer.
json config_of(const std::vector<Layer>& layers);

class Layout {
public:
    /// Makes the directory.
    explicit Layout(const Path& directory);

    const Path& path() const noexcept { return directory_; }
    Path blob(const std::string& digest) const;
    /// Writes a blob: its descriptor.
    json put(const std::string& bytes, const std::string& type);
    /// The manifest, with config and layers written. It is not written itself, and nothing names
    /// it.
    json manifest(const json& config, const std::vector<Layer>& layers);
    /// Writes a manifest: its descriptor.
    json put_manifest(const json& manifest);
    /// Adds to index.json. With no `name`, it is added without one.
    void add(json descriptor, const std::string& name);
    /// All of that: a good image.
    void add_image(const std::string& name, const std::vector<Layer>& layers);

private:
    Path directory_;
    json index_;
};

}  // namespace layout
