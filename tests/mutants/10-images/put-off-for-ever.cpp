// SPDX-License-Identifier: MIT
// caught by: 10.onbuild
// ONBUILD is done, and stays in the image for the next one.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    std::vector<Step> begin(image::Image& draft) override {
        const auto put_off = draft.config.execution.on_build;
        const auto steps = Loop::begin(draft);
        draft.config.execution.on_build = put_off;
        return steps;
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
