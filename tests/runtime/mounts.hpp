// SPDX-License-Identifier: MIT
#pragma once

#include "bundle.hpp"

/// What is added to a config.json's `mounts`.
namespace runtime_test {

Json tmpfs(const std::string& destination, const std::vector<std::string>& options = {});
Json bind_mount(const std::string& source, const std::string& destination,
                const std::vector<std::string>& options = {"bind"});

}  // namespace runtime_test
