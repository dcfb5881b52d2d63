// SPDX-License-Identifier: MIT
#pragma once

#include "image/tar_reader.hpp"
#include "sys/fd.hpp"

#include <functional>
#include <string_view>

struct archive;

namespace image {

/// Writes a tar file with libarchive: ustar, and a pax header where that is too narrow (tar(5)).
/// The same entries give the same bytes.
class TarWriter {
public:
    /// `sink` is given the file's bytes, piece by piece.
    explicit TarWriter(std::function<void(std::string_view)> sink);
    ~TarWriter();

    /// `content` is read if the entry is a file of more than 0 bytes.
    void add(const TarEntry& entry, sys::BorrowedFd content = -1);
    /// The same with the content at hand.
    void add(const TarEntry& entry, std::string_view content);
    /// Writes the end. Without it, the file is half a file.
    void finish();

private:
    static ssize_t write(archive*, void* self, const void* bytes, std::size_t size) noexcept;
    void check(long result);
    void add_header(const TarEntry& entry);

    std::function<void(std::string_view)> sink_;
    std::exception_ptr error_;  ///< What sink_ threw: libarchive is C and cannot carry it.
    archive* archive_;
};

}  // namespace image
