// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// A host hands packets on from one link to another only where it was told to, ip-sysctl. Runs on
/// the host.
namespace container::network::forwarding {

/// Makes the host hand packets on between `bridge` and its other links. What the settings were is
/// kept in `directory`. Returns the links that handed on nothing before.
std::vector<std::string> begin(const std::string& bridge, const std::filesystem::path& directory);

/// Puts the settings back.
void end(const std::filesystem::path& directory);

}  // namespace container::network::forwarding
