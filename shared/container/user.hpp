// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"

namespace container {

/// Whom the program of an image acts as, and where: makes its working directory if the image has
/// none, and goes over to its user when all else is done. Given, since it isolates nothing: what
/// the user may do there is chapter 08's.
Layer user(const Process& process);

}  // namespace container
