// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace registry {

/// The descriptor on which the program tells what it does: a line for each event, a JSON array
/// whose first element is its name. The last one is ["result", ...] or ["error", "why"].
///
///     ["say", "13: Pulling from library/debian"]
///     ["add", "sha256:...", 68000000]                 a blob to show; they are numbered from 0
///     ["count", 0, "Downloading", 1200000]            so many of its bytes are done
///     ["set", 0, "Download complete", false]          what it is now; true: and stays
///     ["image", {...}]                                the manifest of the image that is coming
///     ["blob", "sha256:...", "blob-x7Gm2q"]           what that blob is called in the store until
///                                                     it is whole; perhaps not the first such file
constexpr int event_descriptor = 3;

using Listener = std::function<void(const nlohmann::json& event)>;

/// Where the program is: in libexec beside our own program or one above, or where it was built.
std::string program_path();

/// Runs it to its end, with our stdin, stdout and stderr. Returns its result; throws its error.
/// SIGINT, SIGTERM and SIGHUP go to it first, so that it is gone before we are. If `listener`
/// throws, the program is ended, and that is thrown.
nlohmann::json run_program(const std::vector<std::string>& arguments,
                           const Listener& listener = {});

}  // namespace registry
