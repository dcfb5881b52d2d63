// SPDX-License-Identifier: MIT
#pragma once

#include "image/digest.hpp"

#include <string>

namespace image {

/// The name of an image as people type it, and what it means to a registry.
///
///     debian                         docker.io   library/debian   latest
///     localhost:5000/team/app:1.2    localhost:5000   team/app    1.2
///     debian@sha256:...              docker.io   library/debian   that digest
///
/// The grammar is that of the distribution project's reference.go and distribution-spec 1.1,
/// "Pulling manifests".
struct Reference {
    std::string registry;    ///< Host, and the port if there is one.
    std::string repository;  ///< Lower case.
    std::string tag;         ///< "latest" if neither tag nor digest was given.
    Digest digest;           ///< Empty unless given.

    /// Throws, saying what is wrong with `text`.
    static Reference parse(const std::string& text);

    /// As `images` shows it: without docker.io and library, with the tag.
    std::string familiar() const;
    /// The tag or the digest: the last part of /v2/REPOSITORY/manifests/LAST.
    std::string manifest() const;
};

}  // namespace image
