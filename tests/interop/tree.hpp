// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <map>
#include <string>

namespace interop {

/// What a file system holds: for each path one line with its type, mode, owner, content (or target,
/// or device), xattrs, the first of its hard links, and its time if that is older than this
/// project: then it came with the file, and was not made by running something.
using Tree = std::map<std::string, std::string>;
Tree tree_of(const support::Path& directory);

/// The paths that differ, a line each as one and the other have it; empty if the trees are equal.
std::string difference(const Tree& one, const Tree& other);

}  // namespace interop
