// SPDX-License-Identifier: MIT
// caught by: 10.stages
// FROM knows images alone.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    image::Image base() const override {
        const auto name = workshop_.base();
        return name == "scratch" ? workshop_.scratch() : workshop_.find_image(name);
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
