// SPDX-License-Identifier: MIT
#include "image/diff.hpp"
#include "image/pack.hpp"
#include "image/times.hpp"

#include <algorithm>

namespace image {
namespace {

/// Of what the container began with. A directory is imported as it is now: nobody else has it.
Image base_of(const Store& store, const Changes& changes) {
    if (const auto descriptor = changes.image()) return store.open(*descriptor);
    Image base;
    const auto layer = pack_layer(changes.lower().front(), store.blobs());
    base.manifest.layers = {layer.blob};
    base.config.platform = Platform::host();
    base.config.diff_ids = {layer.diff_id};
    base.config.history = {
        {rfc3339(now()), "import " + changes.lower().front().native(), "", false}};
    return base;
}

}  // namespace

Descriptor commit(const Store& store, const Changes& changes, const std::string& comment) {
    auto base = base_of(store, changes);
    const auto scaffolding = changes.scaffolding();
    const auto layer = pack_layer(changes.upper(), store.blobs(),
                                  {{},
                                   [&scaffolding](const Path& path) {
                                       return std::find(scaffolding.begin(), scaffolding.end(),
                                                        path) != scaffolding.end();
                                   },
                                   changes.ids()});
    base.manifest.layers.push_back(layer.blob);
    base.config.diff_ids.push_back(layer.diff_id);
    base.config.created = rfc3339(now());
    base.config.history.push_back(
        {base.config.created, "commit " + changes.name(), comment, false});
    return store.write(base.config, base.manifest.layers);
}

}  // namespace image
