// SPDX-License-Identifier: MIT
// caught by: 10.tried-again
// A step is noted as made before it is.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    Record made(const image::Image& draft, const Step& step, const image::Digest& key) override {
        if (const auto record = workshop_.recall(step, key)) return *record;
        workshop_.remember(key, {now(), {}});
        const Record record{now(), workshop_.carry_out(draft, step)};
        workshop_.remember(key, record);
        return record;
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
