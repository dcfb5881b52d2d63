// SPDX-License-Identifier: MIT
#pragma once

#include "build/job.hpp"
#include "containerfile/instruction.hpp"
#include "image/pack.hpp"

#include <optional>

namespace build {

/// Runs the command of a RUN in a container: the layers of the chapters before, on those of the
/// draft. Throws if it fails. Its output is ours. Returns what it has changed.
std::optional<image::Packed> run(const Job& job, std::size_t stage, const image::Image& draft,
                                 const containerfile::Run& run, const containerfile::Scope& scope);

}  // namespace build
