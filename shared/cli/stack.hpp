// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "image/changes.hpp"

namespace cli {

/// From chapter 07 on: finds what the ROOTFS that was typed names, a directory or an image of the
/// store at `root`, and makes a place for what the container will change. Fills in the spec's name,
/// root and overlay. What is returned must outlive the container.
image::Changes stack(container::Spec& spec, const container::Path& root);

}  // namespace cli
