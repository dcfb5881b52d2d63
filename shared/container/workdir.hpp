// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"

namespace container {

/// Makes the working directory that an image names, if the image has none. Given, since it isolates
/// nothing.
Layer workdir(const Process& process);

}  // namespace container
