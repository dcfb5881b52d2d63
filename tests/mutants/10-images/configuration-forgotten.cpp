// SPDX-License-Identifier: MIT
// caught by: 10.config
// Only files are changed.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    void configure(image::Image& draft, const Step& step) override {
        auto config = draft.config;
        workshop_.configure(config, step);
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
