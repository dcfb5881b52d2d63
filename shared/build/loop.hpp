// SPDX-License-Identifier: MIT
#pragma once

#include "build/workshop.hpp"

/// What chapter 10 writes. The student's file and the reference solution both implement it.
namespace build::layers {

/// Makes the image of one stage: from what it begins with, step by step, files into layers and the
/// rest into the configuration; what an earlier build has made already is not made again. Runs in
/// the process of the stage.
image::Descriptor stage(Workshop& workshop);

}  // namespace build::layers
