// SPDX-License-Identifier: MIT
#include "image/store.hpp"
#include "registry/program/commands.hpp"
#include "registry/program/events.hpp"
#include "registry/program/together.hpp"
#include "registry/program/upload.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace registry::program {
namespace {

using image::Descriptor, image::Digest, image::Image, image::Reference, image::Store;

/// Other repositories of the same registry that must have some of the image's blobs, since images
/// here with those names have them.
std::map<Digest, std::string> find_sources(const Store& store, const Reference& target) {
    std::map<Digest, std::string> sources;
    for (const auto& image : store.images()) {
        const auto name = Reference::parse(image.name);
        if (name.registry != target.registry || name.repository == target.repository) continue;
        for (const auto& layer : image.manifest.layers) sources[layer.digest] = name.repository;
    }
    return sources;
}

/// What a token must allow: to write here, and to read where blobs are mounted from.
std::string scope_for(const Image& image, const Reference& target,
                      const std::map<Digest, std::string>& sources) {
    std::set<std::string> others;
    for (const auto& layer : image.manifest.layers)
        if (const auto source = sources.find(layer.digest); source != sources.end())
            others.insert(source->second);
    auto scope = fmt::format("repository:{}:pull,push", target.repository);
    for (const auto& other : others) scope += fmt::format(" repository:{}:pull", other);
    return scope;
}

std::vector<Descriptor> layers_of(const Image& image) {
    std::vector<Descriptor> blobs;
    std::set<Digest> seen;
    for (const auto& layer : image.manifest.layers)
        if (seen.insert(layer.digest).second) blobs.push_back(layer);
    return blobs;
}

std::string words_for(Arrived arrived, const std::string& from) {
    switch (arrived) {
        case Arrived::was_there:
            return "Layer already exists";
        case Arrived::mounted:
            return "Mounted from " + from;
        default:
            return "Pushed";
    }
}

void send_layers(Repository& repository, const Store& store, const Image& image,
                 const std::map<Digest, std::string>& sources) {
    const auto blobs = layers_of(image);
    for (const auto& blob : blobs) tell({"add", blob.digest.text(), blob.size});
    together(repository, blobs.size(), [&](Client& client, std::size_t i) {
        const auto source = sources.find(blobs[i].digest);
        const auto from = source == sources.end() ? "" : source->second;
        const auto arrived = upload(client, store.blobs(), blobs[i], from, counter(i, "Pushing"));
        tell({"set", i, words_for(arrived, from), true});
    });
}

/// Last, so that what has a name is whole.
void send_manifest(Client& client, const Store& store, const Image& image,
                   const Reference& target) {
    Request request{"PUT", client.repository().url("manifests/" + target.manifest())};
    const auto& type = image.descriptor.media_type;
    request.headers.push_back("Content-Type: " +
                              (type.empty() ? std::string{image::media_type::manifest} : type));
    request.body = store.blobs().read(image.descriptor);
    client.ask(request);
}

}  // namespace

nlohmann::json push(const std::string& text, const Options& options) {
    const auto target = Reference::parse(text);
    const Store store{options.root};
    const auto image = store.get(target.familiar());
    const auto sources = find_sources(store, target);
    Repository repository{target, options.access, scope_for(image, target, sources)};
    Client client{repository};
    tell({"say", fmt::format("The push refers to repository [{}/{}]", target.registry,
                             target.repository)});
    send_layers(repository, store, image, sources);
    upload(client, store.blobs(), image.manifest.config, "", [](std::uint64_t) {});
    send_manifest(client, store, image, target);
    tell({"say", fmt::format("{}: digest: {} size: {}", target.manifest(),
                             image.descriptor.digest.text(), image.descriptor.size)});
    return nullptr;
}

}  // namespace registry::program
