// SPDX-License-Identifier: MIT
#include "registry/program/manifests.hpp"

#include "registry/program/answers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace registry {
namespace {

using image::Descriptor, image::Digest;
using nlohmann::json;
namespace media_type = image::media_type;

/// A registry may answer with what was not asked for: schema 1 is no more than named here.
std::string accepted() {
    return fmt::format("Accept: {}, {}, {}, {}", media_type::manifest, media_type::index,
                       media_type::docker_manifest, media_type::docker_index);
}

std::string without_parameters(const std::string& type) {
    return type.substr(0, type.find_first_of("; "));
}

bool is_index(const std::string& type) {
    return type == media_type::index || type == media_type::docker_index;
}

/// The type that the manifest itself says, or the registry for it. One text must not be two things
/// to two readers, so what contradicts itself is refused.
std::string type_of(const json& object, const std::string& announced) {
    const auto type = object.value("mediaType", announced);
    if (object.value("schemaVersion", 0) == 1)
        throw std::runtime_error{
            "it is in docker's first format (schema 1), which proves nothing of what it holds; "
            "push it again with a tool of this decade"};
    const bool layers = object.contains("layers"), manifests = object.contains("manifests");
    if (layers && manifests) throw std::runtime_error{"it is a manifest and an index at once"};
    if (!layers && !manifests) throw std::runtime_error{"it is no manifest of an image"};
    for (const char* known : {media_type::manifest, media_type::index, media_type::docker_manifest,
                              media_type::docker_index})
        if (type == known && is_index(type) == manifests) return type;
    // Registries for static files do not know what they serve.
    if (!object.contains("mediaType")) return manifests ? media_type::index : media_type::manifest;
    throw std::runtime_error{fmt::format("its type, {}, is none of an image", printable(type))};
}

void check_digest(const Digest& digest, const std::string& name) {
    if (!name.starts_with("sha256:") || digest.text() == name) return;
    throw std::runtime_error{fmt::format(
        "the registry's bytes are not what was asked for: they give {}", digest.text())};
}

}  // namespace

RemoteManifest get_manifest(Client& client, const std::string& name) {
    const auto response =
        client.ask({"GET", client.repository().url("manifests/" + name), {accepted()}});
    RemoteManifest manifest{{{}, Digest::of(response.body), response.body.size()}, response.body};
    check_digest(manifest.descriptor.digest, name);
    const auto object = json::parse(response.body, nullptr, false);
    if (!object.is_object()) throw std::runtime_error{"its manifest is not JSON"};
    try {
        manifest.descriptor.media_type =
            type_of(object, without_parameters(response.header("content-type")));
    } catch (const json::exception&) {
        throw std::runtime_error{"its manifest is not as it should be"};
    }
    return manifest;
}

Descriptor choose(const std::vector<Descriptor>& index, const image::Platform& platform) {
    std::string others;
    for (const auto& manifest : index) {
        if (platform.fits(manifest.platform)) return manifest;
        const auto& other = manifest.platform;
        if (other.architecture.empty() || other.architecture == "unknown") continue;
        others += (others.empty() ? "" : ", ") + printable(other.text());
    }
    if (index.size() == 1 && index[0].platform.architecture.empty()) return index[0];
    throw std::runtime_error{fmt::format("it is not there for {}; it is for {} (--platform)",
                                         platform.text(), others.empty() ? "none" : others)};
}

}  // namespace registry
