// SPDX-License-Identifier: MIT
// caught by: 10.layers
// A new layer goes below those that are there.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    void add(image::Image& draft, const image::Packed& layer) override {
        draft.manifest.layers.insert(draft.manifest.layers.begin(), layer.blob);
        draft.config.diff_ids.insert(draft.config.diff_ids.begin(), layer.diff_id);
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
