// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "image/tar_reader.hpp"
#include "sys/fd.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

struct archive;

namespace build {

/// The bytes of a file that may be compressed with gzip, bzip2, xz or zstd: what is in it tells.
class Decompressor {
public:
    /// Reads `file` from its beginning.
    explicit Decompressor(sys::BorrowedFd file);
    Decompressor(const Decompressor&) = delete;
    ~Decompressor();
    /// The next bytes; none at the end. Good until the next call.
    std::string_view next();

private:
    archive* archive_;
};

/// Whether the file is a tar file, compressed or not, with something in it.
bool is_archive(sys::BorrowedFd file);

/// Unpacks it into `directory`, out of which no entry leads. The files are `owner`'s; if there is
/// none, those of whom the archive says.
void unpack_archive(sys::BorrowedFd file, const std::filesystem::path& directory,
                    const std::optional<container::User>& owner);

}  // namespace build
