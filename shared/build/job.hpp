// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"
#include "containerfile/ignore.hpp"
#include "containerfile/scope.hpp"
#include "image/store.hpp"
#include "registry/registry.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace build {

using Path = std::filesystem::path;

/// The layers of a container: those of the chapters, as a main puts them together.
using Pipeline = container::Layers (*)(const container::Spec&);

/// --secret: what a RUN may see, and no layer.
struct Secret {
    std::string id;
    Path file;             ///< On the host; empty:
    std::string variable;  ///< of our environment.
};

/// What somebody wants built.
struct Request {
    Path context;                               ///< The directory that COPY copies from.
    Path file;                                  ///< The Containerfile; errors call it by this name.
    std::string text;                           ///< What is in it.
    std::string target;                         ///< A stage, or its number; empty: the last.
    std::string platform;                       ///< Empty: this machine's.
    containerfile::Variables arguments;         ///< --build-arg.
    std::map<std::string, std::string> labels;  ///< --label.
    std::vector<Secret> secrets;
    std::optional<container::Network::Mode> network;  ///< Of RUN. Nothing: a default.
    bool may_recall = true;                           ///< Use what earlier builds have made.
    bool pull = false;        ///< Ask for newer images even if they are here.
    registry::Access access;  ///< How they are fetched.
};

/// One build, as the processes of its stages see it.
struct Job {
    const image::Store& store;
    const Request& request;
    containerfile::Containerfile file;
    containerfile::Scope scope;  ///< The file's.
    containerfile::IgnorePatterns ignored;
    Pipeline pipeline;
    std::vector<std::optional<image::Descriptor>> made;  ///< Of each stage, once it is.
};

/// The architecture and system to build for.
image::Platform platform(const Request& request);

}  // namespace build
