// SPDX-License-Identifier: MIT
#pragma once

#include "image/manifest.hpp"
#include "registry/program/client.hpp"

#include <string>
#include <vector>

namespace registry {

/// A manifest or an index, proved to be what its descriptor says.
struct RemoteManifest {
    image::Descriptor descriptor;
    std::string text;
};

/// The manifest or index that `name`, a tag or a digest, stands for. Throws if it is too big, not
/// what the digest says, or of a kind that nobody should use any more.
RemoteManifest get_manifest(Client& client, const std::string& name);

/// The one of an index that `platform` can run. Throws, saying which there are.
image::Descriptor choose(const std::vector<image::Descriptor>& index,
                         const image::Platform& platform);

}  // namespace registry
