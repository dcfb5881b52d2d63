// SPDX-License-Identifier: MIT
#pragma once

#include "image/blobs.hpp"
#include "registry/program/client.hpp"

#include <cstdint>
#include <functional>

namespace registry {

/// Fetches a blob into `blobs`. After a cut it goes on where it was, if the server can do that
/// (RFC 9110 section 14), else from the beginning. No byte more than announced is taken, and
/// nothing that is not what the digest says. `progress` is told how much has come.
void download(Client& client, const image::Blobs& blobs, const image::Descriptor& blob,
              const std::function<void(std::uint64_t)>& progress);

}  // namespace registry
