// SPDX-License-Identifier: MIT
#pragma once

#include "image/pack.hpp"
#include "image/store.hpp"

#include <optional>
#include <string>

namespace build {

/// What has come of a step.
struct Record {
    std::string created;                 ///< RFC 3339: when.
    std::optional<image::Packed> layer;  ///< Nothing: it changed no file.
};

/// What earlier builds have made, in the store's directory cache: a file for each step, named after
/// its key. It is whole or not there; a layer that has been removed since is not recalled.
std::optional<Record> recall(const image::Store& store, const image::Digest& key);
void remember(const image::Store& store, const image::Digest& key, const Record& record);

/// The same for what is not a step, but costs some time to find out: a line of text. Empty if it
/// is not known.
std::string recall_text(const image::Store& store, const image::Digest& key);
void remember_text(const image::Store& store, const image::Digest& key, const std::string& text);

}  // namespace build
