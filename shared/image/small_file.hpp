// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <string>

/// Files that somebody else has put where we look, of whom nothing is known.
namespace image {

/// Opens a regular file for reading, and nothing else: a FIFO would never open, a device never end.
sys::Fd open_regular(const std::filesystem::path& path);

/// The whole of a small one: a manifest, a configuration, an index. Throws beyond 4 MiB, which is
/// what a registry may refuse (distribution-spec, "Pushing Manifests").
std::string read_small(const std::filesystem::path& path);

}  // namespace image
