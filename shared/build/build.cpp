// SPDX-License-Identifier: MIT
#include "build/build.hpp"

#include "build/foreman.hpp"
#include "build/plan.hpp"
#include "container/container.hpp"

#include <fmt/format.h>

namespace build {

image::Descriptor build(const image::Store& store, const Request& request, Pipeline pipeline,
                        Display& display) {
    container::Container::sweep(pipeline({}));
    auto job = plan(store, request, pipeline);
    for (const auto& warning : job.file.warnings)
        display.note(fmt::format("{}:{}: warning: {}", request.file.native(), warning.at.line,
                                 warning.message));
    for (const auto& name : unused_arguments(job))
        display.note(fmt::format("warning: --build-arg {}: no ARG asks for it", name));
    try {
        return Foreman{job, display}.run();
    } catch (...) {
        // Stages that were still at work have been killed: so they could not clean up.
        container::Container::sweep(pipeline({}));
        throw;
    }
}

}  // namespace build
