// SPDX-License-Identifier: MIT
#pragma once

#include "column.hpp"

#include <string>

namespace matrix {

/// What a bundle asks of a runtime.
enum class Asks {
    defaults,  ///< What `spec` writes, with the volume and the limits.
    rights,    ///< The same for a root with every right that we have, who may change the image.
    nothing,   ///< These rights, and of all that isolates a root and a mount table.
};

/// A column of an OCI runtime, a path or a program in the caller's PATH: `PROGRAM run --bundle`,
/// the same bundle for each.
Column by_bundle(const std::string& name, const Path& program, Asks asks = Asks::defaults);

/// Where `program` is; empty if there is none.
Path find_runtime(const Path& program);

}  // namespace matrix
