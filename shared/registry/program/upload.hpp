// SPDX-License-Identifier: MIT
#pragma once

#include "image/blobs.hpp"
#include "registry/program/client.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace registry {

/// How a blob came to be in the repository.
enum class Arrived { was_there, mounted, sent };

/// Sees to it that a blob is in the repository, with as little traffic as possible: it may be there
/// already, or in the repository `mount_from` of the same registry. Else it is sent, in chunks if
/// it is big, and after a cut from where the registry has it. distribution-spec, "Pushing blobs".
Arrived upload(Client& client, const image::Blobs& blobs, const image::Descriptor& blob,
               const std::string& mount_from, const std::function<void(std::uint64_t)>& progress);

/// `location`, a Location header, as seen from `url`: RFC 3986 section 5, the forms in use.
std::string resolve(const std::string& location, const std::string& url);

}  // namespace registry
