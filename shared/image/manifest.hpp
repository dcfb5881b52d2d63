// SPDX-License-Identifier: MIT
#pragma once

#include "image/descriptor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace image {

/// What an image is made of: image-spec, manifest.md.
struct Manifest {
    Descriptor config;
    std::vector<Descriptor> layers;  ///< The lowest first.
    std::map<std::string, std::string> annotations = {};
};

/// Of an OCI manifest or docker's (schema 2). Throws, saying what it cannot be.
Manifest parse_manifest(const std::string& text);
/// As an OCI manifest; the same value gives the same bytes.
std::string to_text(const Manifest& manifest);

/// The manifests that an index (or docker's list) names; nothing if `text` is none.
std::optional<std::vector<Descriptor>> parse_index(const std::string& text);
/// The one of an index that is for such a machine: an old index of one may not say for which.
/// Throws if there is none.
const Descriptor& choose_manifest(const std::vector<Descriptor>& manifests,
                                  const Platform& platform = Platform::host());

}  // namespace image
