// SPDX-License-Identifier: MIT
#pragma once

#include "image/descriptor.hpp"
#include "sys/fd.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace image {

using Path = std::filesystem::path;

/// A directory of blobs, each in a file named after its digest: `blobs/sha256` of an OCI image
/// layout (image-spec, image-layout.md). A file that has its name is whole: it was written under
/// another one, flushed to the disk and renamed, so neither a kill nor a full disk leaves half.
class Blobs {
public:
    /// Of the layout at `layout`.
    explicit Blobs(const Path& layout) : layout_{layout} {}

    Path path(const Digest& digest) const { return directory() / digest.hex(); }
    bool has(const Digest& digest) const;
    /// For reading. Throws if it is missing, or no file.
    sys::Fd open(const Digest& digest) const;
    /// The whole of a small blob (a manifest, a configuration), checked against its name and size.
    /// Throws beyond 4 MiB, which is what a registry may refuse.
    std::string read(const Descriptor& descriptor) const;
    /// Writes a small one that is there as a whole.
    Descriptor write(std::string_view bytes, const std::string& media_type) const;

    Path directory() const { return layout_ / "blobs" / "sha256"; }
    /// Where blobs are until they are whole. Whoever is alone may empty it.
    Path unfinished() const { return layout_ / "new"; }

private:
    void require(const Digest& digest) const;

    Path layout_;
};

/// A blob that comes piece by piece. Nobody sees it before commit(); until then, going out of scope
/// removes it.
class BlobWriter {
public:
    explicit BlobWriter(const Blobs& blobs);
    BlobWriter(BlobWriter&&) noexcept = default;
    ~BlobWriter();

    void write(std::string_view bytes);
    std::uint64_t size() const noexcept { return size_; }
    /// Its name in unfinished(), until commit().
    std::string name() const { return unfinished_.filename(); }
    /// Gives it its name. Throws if it is not what `expected` says.
    Digest commit(const std::optional<Descriptor>& expected = {});

private:
    Path directory_;
    Path unfinished_;
    sys::Fd file_;
    Sha256 sum_;
    std::uint64_t size_ = 0;
};

}  // namespace image
