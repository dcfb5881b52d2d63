// SPDX-License-Identifier: MIT
#include "image/sink.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace image {
namespace {

TarEntry entry(const std::string& name, mode_t mode, std::uint64_t size = 0) {
    TarEntry result;
    result.path = name;
    result.mode = mode;
    result.size = size;
    return result;
}

}  // namespace

TarSink::TarSink(sys::BorrowedFd out)
    : tar_{[out](std::string_view bytes) { sys::write_all(out, bytes); }} {}

void TarSink::directory(const std::string& name) {
    tar_.add(entry(name, S_IFDIR | 0755));
}

void TarSink::file(const std::string& name, sys::BorrowedFd content, std::uint64_t size) {
    tar_.add(entry(name, S_IFREG | 0644, size), content);
}

void TarSink::file(const std::string& name, std::string_view content) {
    tar_.add(entry(name, S_IFREG | 0644, content.size()), content);
}

DirectorySink::DirectorySink(const std::filesystem::path& root) : root_{root} {
    sys::mkdir(root, 0755);
}

void DirectorySink::directory(const std::string& name) {
    sys::mkdir(root_ / name, 0755);
}

void DirectorySink::file(const std::string& name, sys::BorrowedFd content, std::uint64_t) {
    const auto copy = create(name);
    std::string piece(256 << 10, '\0');
    while (const auto size =
               sys::check(::read(content.get(), piece.data(), piece.size()), "read {}", name))
        sys::write_all(copy, {piece.data(), static_cast<std::size_t>(size)});
}

void DirectorySink::file(const std::string& name, std::string_view content) {
    sys::write_all(create(name), content);
}

sys::Fd DirectorySink::create(const std::string& name) const {
    return sys::open(root_ / name, O_CREAT | O_EXCL | O_WRONLY, 0644);
}

}  // namespace image
