// SPDX-License-Identifier: MIT
// The loop that the wrong ones are made from, as it is: in pieces of a class.
#include "loop.hpp"

namespace build {

image::Descriptor layers::stage(Workshop& workshop) {
    return Loop{workshop}.make();
}

}  // namespace build
