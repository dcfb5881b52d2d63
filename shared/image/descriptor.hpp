// SPDX-License-Identifier: MIT
#pragma once

#include "image/digest.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>

namespace image {

/// The media types of OCI image-spec 1.1 (media-types.md), and docker's for the same things.
namespace media_type {
inline constexpr auto index = "application/vnd.oci.image.index.v1+json";
inline constexpr auto manifest = "application/vnd.oci.image.manifest.v1+json";
inline constexpr auto config = "application/vnd.oci.image.config.v1+json";
inline constexpr auto layer = "application/vnd.oci.image.layer.v1.tar";
inline constexpr auto layer_gzip = "application/vnd.oci.image.layer.v1.tar+gzip";
inline constexpr auto layer_zstd = "application/vnd.oci.image.layer.v1.tar+zstd";
inline constexpr auto docker_index = "application/vnd.docker.distribution.manifest.list.v2+json";
inline constexpr auto docker_manifest = "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr auto docker_config = "application/vnd.docker.container.image.v1+json";
inline constexpr auto docker_layer = "application/vnd.docker.image.rootfs.diff.tar.gzip";
}  // namespace media_type

/// Which machines an image is for: image-spec, image-index.md, "platform".
struct Platform {
    std::string os = "linux";
    std::string architecture;  ///< As Go names it: amd64, arm64, ...
    std::string variant = {};  ///< v8, ...
    /// This machine's.
    static Platform host();
    /// "linux/arm64/v8"; the variant may be missing. Throws if it is none.
    static Platform parse(const std::string& text);
    std::string text() const;
    /// An image for `other` runs here; an empty variant fits any.
    bool fits(const Platform& other) const;
};

/// Where a blob is to be had, how big it is, and what it means: image-spec, descriptor.md.
struct Descriptor {
    std::string media_type;
    Digest digest;
    std::uint64_t size = 0;
    std::map<std::string, std::string> annotations = {};
    Platform platform = {};  ///< In an index only; no architecture: nothing was said.
};

/// Throws, saying what is missing or wrong.
Descriptor parse_descriptor(const nlohmann::json& json);
nlohmann::json to_json(const Descriptor& descriptor);

}  // namespace image
