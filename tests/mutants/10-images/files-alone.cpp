// SPDX-License-Identifier: MIT
// caught by: 10.inherits
// Of the image that it is from, a stage gets the files.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    image::Image base() const override {
        auto draft = Loop::base();
        const auto diff_ids = draft.config.diff_ids;
        draft.config = workshop_.scratch().config;
        draft.config.diff_ids = diff_ids;
        return draft;
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
