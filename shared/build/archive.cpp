// SPDX-License-Identifier: MIT
#include "build/archive.hpp"

#include "image/tree.hpp"
#include "sys/error.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace build {

Decompressor::Decompressor(sys::BorrowedFd file) : archive_{::archive_read_new()} {
    if (!archive_) throw std::bad_alloc{};
    sys::check(::lseek(file.get(), 0, SEEK_SET), "lseek");
    ::archive_read_support_filter_gzip(archive_);
    ::archive_read_support_filter_bzip2(archive_);
    ::archive_read_support_filter_xz(archive_);
    ::archive_read_support_filter_zstd(archive_);
    ::archive_read_support_format_raw(archive_);
    constexpr std::size_t block = 1 << 16;
    archive_entry* whole = nullptr;
    // A file without bytes has no entry; next() will find none either.
    if (::archive_read_open_fd(archive_, file.get(), block) == ARCHIVE_OK)
        ::archive_read_next_header(archive_, &whole);
}

Decompressor::~Decompressor() {
    ::archive_read_free(archive_);
}

std::string_view Decompressor::next() {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = ::archive_read_data_block(archive_, &bytes, &size, &offset);
    if (result == ARCHIVE_EOF) return {};
    if (result == ARCHIVE_OK) return {static_cast<const char*>(bytes), size};
    const char* reason = ::archive_error_string(archive_);
    throw std::runtime_error{
        fmt::format("cannot be unpacked: {}", reason ? reason : "it is damaged")};
}

bool is_archive(sys::BorrowedFd file) try {
    Decompressor bytes{file};
    image::TarReader reader{[&bytes] { return bytes.next(); }};
    image::TarEntry entry;
    return reader.next(entry);
} catch (const std::runtime_error&) {
    return false;  // it is something else, which is copied as it is
}

void unpack_archive(sys::BorrowedFd file, const std::filesystem::path& directory,
                    const std::optional<container::User>& owner) {
    Decompressor bytes{file};
    image::TarReader reader{[&bytes] { return bytes.next(); }};
    image::Tree tree{directory};
    for (image::TarEntry entry; reader.next(entry);) {
        if (owner) entry.uid = owner->uid, entry.gid = owner->gid;
        tree.add(entry, reader);
    }
    tree.finish();
    for (const auto& [path, target] : tree.later().links)
        throw std::runtime_error{
            fmt::format("{}: a hard link to {}, which is not in the archive", path, target)};
}

}  // namespace build
