// SPDX-License-Identifier: MIT
#pragma once

#include "registry/registry.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

/// What the program's commands do. Each returns its result, or throws what went wrong.
namespace registry::program {

/// Where a command finds its blobs, and how it speaks.
struct Options {
    Path root;  ///< Of the store.
    std::string platform;
    Access access;
};

/// Fetches the blobs of an image: {"digest": what the name stands for}. Tells the event "image"
/// when its manifest and its configuration are there.
nlohmann::json pull(const std::string& reference, const Options& options);
nlohmann::json push(const std::string& name, const Options& options);
nlohmann::json login(const std::string& registry, const std::string& user, const Access& access);
nlohmann::json logout(const std::string& registry);
/// {"digest": ..., "size": ...}
nlohmann::json fetch(const std::string& url, const Path& file, const Access& access);

}  // namespace registry::program
