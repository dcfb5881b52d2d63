// SPDX-License-Identifier: MIT
// caught by: 10.scratch
// FROM scratch looks for an image of that name.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    image::Image base() const override {
        const auto name = workshop_.base();
        if (const auto stage = workshop_.earlier_stage(name)) return *stage;
        return workshop_.find_image(name);
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
