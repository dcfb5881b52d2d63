// SPDX-License-Identifier: MIT
#pragma once

#include "image/descriptor.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace image {

/// One step of how an image came about.
struct History {
    std::string created;  ///< RFC 3339.
    std::string created_by;
    std::string comment;
    bool empty_layer = false;  ///< It changed the configuration only.
};

/// How to run an image: `config` in image-spec, config.md. The names are its own.
struct Execution {
    std::string user, working_dir, stop_signal;
    std::vector<std::string> env, entrypoint, cmd;
    std::set<std::string> exposed_ports, volumes;
    std::map<std::string, std::string> labels;
    // docker's, which OCI knows as "reserved".
    std::vector<std::string> shell, on_build;
    std::string healthcheck;  ///< JSON, or empty.
};

/// An image's configuration: what it is for, how it runs, and what its layers must be.
struct Config {
    Platform platform;
    std::string created, author;
    Execution execution;
    std::vector<Digest> diff_ids;  ///< Of the layers, the lowest first.
    std::vector<History> history;
};

/// Throws, saying what is not as it should be.
Config parse_config(const std::string& text);
/// The same value gives the same bytes.
std::string to_text(const Config& config);

/// The names under which the layers are kept, once they are unpacked: each stands for a layer and
/// all below it. image-spec, config.md, "Layer ChainID".
std::vector<Digest> chain_ids(const std::vector<Digest>& diff_ids);

}  // namespace image
