// SPDX-License-Identifier: MIT
// caught by: 10.cache
// What is recalled is said to have been made now: the image is another one each time.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    void note(image::Image& draft, const Step& step, const Record& record) override {
        Loop::note(draft, step, {now(), record.layer});
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
