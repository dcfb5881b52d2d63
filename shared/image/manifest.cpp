// SPDX-License-Identifier: MIT
#include "image/manifest.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace image {
namespace {

using nlohmann::json;

json parse(const std::string& text) {
    auto object = json::parse(text);
    if (object.is_object() && object.value("schemaVersion", 0) == 2) return object;
    throw std::runtime_error{"neither an OCI manifest nor one of docker's schema 2"};
}

void check_config(const Descriptor& config) {
    if (config.media_type == media_type::config || config.media_type == media_type::docker_config)
        return;
    throw std::runtime_error{
        fmt::format("not a container image: its configuration is {}", config.media_type)};
}

void check_layer(const Descriptor& layer) {
    const auto& type = layer.media_type;
    for (const auto& known : {media_type::layer, media_type::layer_gzip, media_type::layer_zstd,
                              media_type::docker_layer})
        if (type == known) return;
    if (type == "application/vnd.docker.image.rootfs.diff.tar") return;
    throw std::runtime_error{fmt::format("layer {} is {}, which no layer of a container can be",
                                         layer.digest.brief(), type)};
}

}  // namespace

Manifest parse_manifest(const std::string& text) try {
    const auto object = parse(text);
    Manifest manifest{parse_descriptor(object.at("config")), {}};
    check_config(manifest.config);
    for (const auto& layer : object.at("layers").get_ref<const json::array_t&>()) {
        manifest.layers.push_back(parse_descriptor(layer));
        check_layer(manifest.layers.back());
    }
    if (object.contains("annotations"))
        manifest.annotations = object["annotations"].get<std::map<std::string, std::string>>();
    return manifest;
} catch (const json::exception& e) {
    throw std::runtime_error{fmt::format("a manifest is not as it should be: {}", e.what())};
}

std::string to_text(const Manifest& manifest) {
    json object{{"schemaVersion", 2},
                {"mediaType", media_type::manifest},
                {"config", to_json(manifest.config)},
                {"layers", json::array()}};
    for (const auto& layer : manifest.layers) object["layers"].push_back(to_json(layer));
    if (!manifest.annotations.empty()) object["annotations"] = manifest.annotations;
    return object.dump();
}

std::optional<std::vector<Descriptor>> parse_index(const std::string& text) try {
    const auto object = parse(text);
    if (!object.contains("manifests")) return std::nullopt;
    // One program would take it for an index, another for a manifest: nobody means that.
    if (object.contains("layers") || object.contains("config"))
        throw std::runtime_error{"an index that is a manifest, too: it can be trusted in neither"};
    std::vector<Descriptor> manifests;
    for (const auto& manifest : object["manifests"].get_ref<const json::array_t&>())
        manifests.push_back(parse_descriptor(manifest));
    return manifests;
} catch (const json::exception& e) {
    throw std::runtime_error{fmt::format("an index is not as it should be: {}", e.what())};
}

const Descriptor& choose_manifest(const std::vector<Descriptor>& manifests,
                                  const Platform& platform) {
    for (const auto& manifest : manifests)
        if (platform.fits(manifest.platform)) return manifest;
    if (manifests.size() == 1 && manifests[0].platform.architecture.empty()) return manifests[0];
    throw std::runtime_error{
        fmt::format("the image is for other machines than {}", platform.text())};
}

}  // namespace image
