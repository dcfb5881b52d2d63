// SPDX-License-Identifier: MIT
#include "image/tar_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <clocale>
#include <limits>
#include <stdexcept>

namespace image {
namespace {

const char* text(const char* string) {
    return string ? string : "";
}

std::vector<std::pair<std::string, std::string>> xattrs_of(archive_entry* entry) {
    std::vector<std::pair<std::string, std::string>> all;
    ::archive_entry_xattr_reset(entry);
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    while (::archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK)
        all.emplace_back(name, std::string{static_cast<const char*>(value), size});
    return all;
}

/// libarchive hands on what the file says, which may be no id at all; cut off, 2^40 would be root.
uid_t checked_id(std::int64_t id) {
    if (id >= 0 && id < std::numeric_limits<uid_t>::max()) return static_cast<uid_t>(id);
    throw std::runtime_error{fmt::format("an entry's owner {} is no user or group", id)};
}

/// pax headers are UTF-8, and libarchive wants to convert them to the locale's: to the same.
void use_utf8() {
    [[maybe_unused]] static const auto* once = std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

TarReader::TarReader(std::function<std::string_view()> source)
    : source_{std::move(source)}, archive_{::archive_read_new()} {
    if (!archive_) throw std::bad_alloc{};
    use_utf8();
    ::archive_read_support_format_tar(archive_);
    ::archive_read_support_format_empty(archive_);
    if (::archive_read_open(archive_, this, nullptr, read, nullptr) != ARCHIVE_OK) {
        const std::unique_ptr<archive, int (*)(archive*)> owner{archive_, ::archive_read_free};
        fail();
    }
}

TarReader::~TarReader() {
    ::archive_read_free(archive_);
}

ssize_t TarReader::read(archive*, void* self, const void** bytes) noexcept {
    auto& reader = *static_cast<TarReader*>(self);
    try {
        const auto piece = reader.source_();
        *bytes = piece.data();
        return static_cast<ssize_t>(piece.size());
    } catch (...) {
        reader.error_ = std::current_exception();
        return ARCHIVE_FATAL;
    }
}

void TarReader::fail() {
    if (error_) std::rethrow_exception(error_);
    throw std::runtime_error{fmt::format("the layer is not a proper tar file: {}",
                                         text(::archive_error_string(archive_)))};
}

bool TarReader::next(TarEntry& entry) {
    archive_entry* header = nullptr;
    const int result = ::archive_read_next_header(archive_, &header);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) fail();
    entry.path = text(::archive_entry_pathname(header));
    entry.mode = ::archive_entry_mode(header);
    entry.hard_link = text(::archive_entry_hardlink(header));
    if (!entry.hard_link.empty()) entry.mode = S_IFREG | (entry.mode & 07777);
    entry.target = text(::archive_entry_symlink(header));
    entry.uid = checked_id(::archive_entry_uid(header));
    entry.gid = checked_id(::archive_entry_gid(header));
    entry.mtime = {::archive_entry_mtime(header), ::archive_entry_mtime_nsec(header)};
    entry.device = ::archive_entry_rdev(header);
    entry.size = static_cast<std::uint64_t>(::archive_entry_size(header));
    entry.xattrs = xattrs_of(header);
    return true;
}

bool TarReader::next(Block& block) {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = ::archive_read_data_block(archive_, &bytes, &size, &offset);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK) fail();
    block = {{static_cast<const char*>(bytes), size}, static_cast<std::uint64_t>(offset)};
    return true;
}

}  // namespace image
