// SPDX-License-Identifier: MIT
// caught by: 10.words
// The configuration is changed once all steps have been carried out.
#include "loop.hpp"

namespace build {
namespace {

struct Wrong : Loop {
    using Loop::Loop;
    std::vector<Step> later_;
    void configure(image::Image&, const Step& step) override { later_.push_back(step); }
    void finish(image::Image& draft) override {
        for (const auto& step : later_) workshop_.configure(draft.config, step);
    }
};

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    return Wrong{workshop}.make();
}

}  // namespace build
