// SPDX-License-Identifier: MIT
// caught by: 10.cache-arg
// A step is what is written, not what its variables make of it.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    std::string words(const Step& step) const override { return step.text(); }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
