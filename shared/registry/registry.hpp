// SPDX-License-Identifier: MIT
#pragma once

#include "image/digest.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

/// Image registries (distribution-spec 1.1), for programs that seldom need one.
///
/// What speaks with a registry is linked with libcurl, which brings forty libraries and cannot be
/// linked statically. So it is a program of its own, libexec/workbook-registry, and a container
/// that is run never pays for it. Each function here starts that program, lets it have the
/// terminal, and waits. It throws what that program reports, in one line, or CommandError with
/// 128+N if signal N ended it. It may be called from any thread. On the host.
namespace registry {

using Path = std::filesystem::path;

/// How a registry is reached: over TLS, unless...
struct Access {
    bool plain_http = false;  ///< ...it is on this machine (a loopback address).
    Path ca_file = {};        ///< Who may sign its certificate (PEM); empty: the system's list.
};

struct PullOptions {
    Path root;                  ///< Of the store.
    std::string platform = {};  ///< "linux/arm64", for an index; empty: this machine's.
    bool quiet = false;         ///< No progress, and only the name at the end.
    Access access = {};
};

/// Fetches an image, unpacks its layers, and gives it the name `reference` in the store: only when
/// all of it is there and proved good. What was not finished is removed.
void pull(const std::string& reference, const PullOptions& options);

struct PushOptions {
    Path root;  ///< Of the store.
    bool quiet = false;
    Access access = {};
};

/// Sends an image of the store to the registry that is in its name.
void push(const std::string& name, const PushOptions& options);

/// Reads a password from stdin, or asks the terminal for it; keeps it, if the registry takes it,
/// where other tools look too: containers-auth.json(5).
void login(const std::string& registry, const std::string& user, const Access& access);
/// Forgets it.
void logout(const std::string& registry);

struct Fetched {
    image::Digest digest;
    std::uint64_t size = 0;
};

/// Fetches an http or https URL into `file`, which must not exist; it is whole or it is not there.
Fetched fetch(const std::string& url, const Path& file, const Access& access = {});

}  // namespace registry
