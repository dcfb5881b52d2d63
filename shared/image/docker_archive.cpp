// SPDX-License-Identifier: MIT
#include "image/docker_archive.hpp"

#include "image/entry_path.hpp"
#include "image/small_file.hpp"
#include "image/take.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace image {
namespace {

using nlohmann::json;

DockerImage take_image(const Store& store, const Path& directory, const json& object) {
    DockerImage image;
    if (object.contains("RepoTags") && !object["RepoTags"].is_null())
        object["RepoTags"].get_to(image.names);
    Manifest manifest;
    const auto config = read_small(directory / entry_path(object.at("Config")));
    parse_config(config);
    manifest.config = store.blobs().write(config, media_type::config);
    for (const auto& layer : object.at("Layers"))
        manifest.layers.push_back(
            take_blob(open_regular(directory / entry_path(layer)), store.blobs()));
    image.manifest = store.blobs().write(to_text(manifest), media_type::manifest);
    return image;
}

}  // namespace

std::vector<DockerImage> read_docker_archive(const Store& store, const Path& directory) try {
    std::vector<DockerImage> images;
    for (const auto& object : json::parse(read_small(directory / "manifest.json")))
        images.push_back(take_image(store, directory, object));
    return images;
} catch (const json::exception& e) {
    throw std::runtime_error{fmt::format("manifest.json is not docker's: {}", e.what())};
}

}  // namespace image
