// SPDX-License-Identifier: MIT
#pragma once

#include <nettle/sha2.h>

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace image {

/// The name of a blob: what SHA-256 makes of its bytes. Whoever has the name can tell whether he
/// got the blob. OCI image-spec, descriptor.md, "Digests".
class Digest {
public:
    Digest() = default;
    /// "sha256:" and 64 lower-case hexadecimal digits. Throws if `text` is anything else, so that
    /// none can name a file outside of the directory of blobs.
    static Digest parse(std::string_view text);
    /// Of these bytes.
    static Digest of(std::string_view bytes);

    /// "sha256:..."
    std::string text() const { return "sha256:" + hex_; }
    /// The 64 digits: the blob's file name.
    const std::string& hex() const noexcept { return hex_; }
    /// The 12 digits that people are shown.
    std::string brief() const { return hex_.substr(0, 12); }
    bool empty() const noexcept { return hex_.empty(); }
    auto operator<=>(const Digest&) const = default;

private:
    friend class Sha256;
    std::string hex_;
};

/// Makes a Digest of bytes that come piece by piece.
class Sha256 {
public:
    Sha256() noexcept { ::sha256_init(&state_); }
    void update(std::string_view bytes) noexcept;
    /// Of all that came; after that it is as new.
    Digest finish();

private:
    sha256_ctx state_;
};

}  // namespace image
