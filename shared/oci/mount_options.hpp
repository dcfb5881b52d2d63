// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace oci {

/// "rshared": MS_SHARED | MS_REC. Nothing if it is no kind of propagation: mount(8),
/// mount_namespaces(7).
std::optional<std::uint64_t> propagation_of(std::string_view name);

/// Does what the option says. False if it is none of ours, but the file system's own.
bool apply_option(Mount& mount, std::string_view option);

/// All that the two above know, in order.
std::vector<std::string_view> known_mount_options();

}  // namespace oci
