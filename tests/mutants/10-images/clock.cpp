// SPDX-License-Identifier: MIT
// caught by: 10.epoch
// The history has the time of the clock, whatever SOURCE_DATE_EPOCH says.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    std::string now() const override { return image::rfc3339(std::time(nullptr)); }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
