// SPDX-License-Identifier: MIT
#include "image/tar_writer.hpp"

#include "sys/error.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <clocale>
#include <stdexcept>

namespace image {

TarWriter::TarWriter(std::function<void(std::string_view)> sink)
    : sink_{std::move(sink)}, archive_{::archive_write_new()} {
    if (!archive_) throw std::bad_alloc{};
    std::setlocale(LC_CTYPE, "C.UTF-8");       // which is what pax headers are written in
    ::archive_write_set_format_pax(archive_);  // the "restricted" one drops nanoseconds
    ::archive_write_set_format_option(archive_, "pax", "xattrheader", "SCHILY");
    ::archive_write_set_bytes_per_block(archive_, 0);  // no padding: the end is where it is
    ::archive_write_open(archive_, this, nullptr, write, nullptr);
}

TarWriter::~TarWriter() {
    ::archive_write_fail(archive_);  // or free() would write the end of a file we gave up
    ::archive_write_free(archive_);
}

ssize_t TarWriter::write(archive*, void* self, const void* bytes, std::size_t size) noexcept {
    auto& writer = *static_cast<TarWriter*>(self);
    try {
        writer.sink_({static_cast<const char*>(bytes), size});
        return static_cast<ssize_t>(size);
    } catch (...) {
        writer.error_ = std::current_exception();
        return ARCHIVE_FATAL;
    }
}

void TarWriter::check(long result) {
    if (result >= 0 || result == ARCHIVE_WARN) return;
    if (error_) std::rethrow_exception(error_);
    throw std::runtime_error{
        fmt::format("cannot write a tar file: {}", ::archive_error_string(archive_))};
}

void TarWriter::add_header(const TarEntry& entry) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header{::archive_entry_new(),
                                                                          ::archive_entry_free};
    ::archive_entry_set_pathname(header.get(), entry.path.c_str());
    ::archive_entry_set_mode(header.get(), entry.mode);
    ::archive_entry_set_uid(header.get(), entry.uid);
    ::archive_entry_set_gid(header.get(), entry.gid);
    ::archive_entry_set_mtime(header.get(), entry.mtime.tv_sec, entry.mtime.tv_nsec);
    ::archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.size));
    ::archive_entry_set_rdev(header.get(), entry.device);
    if (!entry.hard_link.empty())
        ::archive_entry_set_hardlink(header.get(), entry.hard_link.c_str());
    if (S_ISLNK(entry.mode)) ::archive_entry_set_symlink(header.get(), entry.target.c_str());
    for (const auto& [name, value] : entry.xattrs)
        ::archive_entry_xattr_add_entry(header.get(), name.c_str(), value.data(), value.size());
    check(::archive_write_header(archive_, header.get()));
}

void TarWriter::add(const TarEntry& entry, sys::BorrowedFd content) {
    add_header(entry);
    std::vector<char> buffer(256 << 10);
    for (auto left = entry.size; left > 0;) {
        const auto wanted = std::min<std::uint64_t>(left, buffer.size());
        const auto size =
            sys::check(::read(content.get(), buffer.data(), wanted), "read {}", entry.path);
        if (size == 0)
            throw std::runtime_error{
                fmt::format("{} became shorter while it was read", entry.path)};
        check(::archive_write_data(archive_, buffer.data(), static_cast<std::size_t>(size)));
        left -= static_cast<std::uint64_t>(size);
    }
}

void TarWriter::add(const TarEntry& entry, std::string_view content) {
    add_header(entry);
    check(::archive_write_data(archive_, content.data(), content.size()));
}

void TarWriter::finish() {
    check(::archive_write_close(archive_));
}

}  // namespace image
