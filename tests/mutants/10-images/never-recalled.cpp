// SPDX-License-Identifier: MIT
// caught by: 10.cache
// Every step is made, every time.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    Record made(const image::Image& draft, const Step& step, const image::Digest&) override {
        return {now(), workshop_.carry_out(draft, step)};
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
