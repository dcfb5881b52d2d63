// SPDX-License-Identifier: MIT
#include "image/blobs.hpp"
#include "registry/program/answers.hpp"
#include "registry/program/commands.hpp"
#include "registry/program/download.hpp"
#include "registry/program/events.hpp"
#include "registry/program/manifests.hpp"
#include "registry/program/tags.hpp"
#include "registry/program/together.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <nlohmann/json.hpp>
#include <set>

namespace registry::program {
namespace {

using image::Blobs, image::Descriptor, image::Reference;
using nlohmann::json;

/// A blob that is not here yet, and where it is shown.
struct Missing {
    Descriptor blob;
    std::size_t line;
};

/// The manifest of the image, and what the name itself stands for: that, or an index.
struct Chosen {
    RemoteManifest manifest;
    image::Digest named;
};

Chosen get_image(Client& client, const Reference& reference, const std::string& platform) try {
    auto manifest = get_manifest(client, reference.manifest());
    const auto named = manifest.descriptor.digest;
    if (const auto index = image::parse_index(manifest.text)) {
        const auto wanted =
            platform.empty() ? image::Platform::host() : image::Platform::parse(platform);
        const auto chosen = choose(*index, wanted);
        manifest = get_manifest(client, chosen.digest.text());
        manifest.descriptor.platform = chosen.platform;
    }
    return {std::move(manifest), named};
} catch (const Trouble& trouble) {
    if (trouble.status != 404) throw;
    throw std::runtime_error{trouble.what() + other_tags(client, reference)};
}

void check_space(const Blobs& blobs, const std::vector<Missing>& missing) {
    std::uint64_t needed = 0;
    for (const auto& [blob, line] : missing) needed += blob.size;
    struct statvfs disk {};
    if (::statvfs(blobs.directory().c_str(), &disk) == -1) return;
    const auto free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    if (needed > free)
        throw std::runtime_error{
            fmt::format("its layers have {} MB, and where they are to be kept {} MB are free: make "
                        "room, or name another place with --root",
                        needed / 1'000'000, free / 1'000'000)};
}

std::vector<Missing> find_missing(const Blobs& blobs, const image::Manifest& manifest) {
    std::vector<Missing> missing;
    std::set<image::Digest> seen;
    for (const auto& layer : manifest.layers) {
        if (!seen.insert(layer.digest).second) continue;
        const auto line = seen.size() - 1;
        tell({"add", layer.digest.text(), layer.size});
        if (blobs.has(layer.digest))
            tell({"set", line, "Already exists", true});
        else
            missing.push_back({layer, line});
    }
    return missing;
}

void download_all(Repository& repository, const Blobs& blobs, const std::vector<Missing>& missing) {
    together(repository, missing.size(), [&](Client& client, std::size_t i) {
        const auto& [blob, line] = missing[i];
        try {
            download(client, blobs, blob, counter(line, "Downloading"));
        } catch (const std::exception& e) {
            throw std::runtime_error{fmt::format("layer {}: {}", blob.digest.brief(), e.what())};
        }
        tell({"set", line, "Download complete", false});
    });
}

/// First what says which layers there are to be, then those.
void fetch_blobs(Client& client, const Blobs& blobs, const RemoteManifest& remote) {
    const auto manifest = image::parse_manifest(remote.text);
    if (!blobs.has(manifest.config.digest))
        download(client, blobs, manifest.config, [](std::uint64_t) {});
    blobs.write(remote.text, remote.descriptor.media_type);
    const auto missing = find_missing(blobs, manifest);
    check_space(blobs, missing);
    tell({"image", to_json(remote.descriptor)});
    download_all(client.repository(), blobs, missing);
}

}  // namespace

json pull(const std::string& text, const Options& options) {
    const auto reference = Reference::parse(text);
    Repository repository{reference, options.access,
                          fmt::format("repository:{}:pull", reference.repository)};
    Client client{repository};
    tell({"say", fmt::format("{}: Pulling from {}", reference.manifest(), reference.repository)});
    const auto chosen = get_image(client, reference, options.platform);
    fetch_blobs(client, Blobs{options.root}, chosen.manifest);
    return {{"digest", chosen.named.text()}};
}

}  // namespace registry::program
