// SPDX-License-Identifier: MIT
#pragma once

#include "build/job.hpp"

#include <set>
#include <string>
#include <vector>

namespace build {

/// Reads what the request names: the Containerfile, the ignore file. Throws a ParseError, or what
/// else is wrong.
Job plan(const image::Store& store, const Request& request, Pipeline pipeline);

/// The stage that the request is for.
std::size_t target(const Job& job);

/// The earlier stages that `stage` begins with, copies from or mounts.
std::set<std::size_t> needs(const Job& job, std::size_t stage);

/// What --build-arg gives and no ARG of the file asks for: mistyped, most likely.
std::set<std::string> unused_arguments(const Job& job);

}  // namespace build
