// SPDX-License-Identifier: MIT
#pragma once

#include "build/transfer.hpp"
#include "image/digest.hpp"

namespace build {

/// Adds to `sum` what there is to know of a file: name, type, permissions and content, but no
/// times, and no owner, who will be another one anyway.
void add_content(image::Sha256& sum, const SourceTree& tree, const SourceTree::Entry& entry);

}  // namespace build
