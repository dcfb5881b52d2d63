// SPDX-License-Identifier: MIT
#include "image/blobs.hpp"

#include "image/small_file.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace image {
namespace {

void check(const Digest& digest, std::uint64_t size, const Descriptor& expected) {
    if (size != expected.size)
        throw std::runtime_error{fmt::format("blob {}: has {} bytes and not {}, as announced",
                                             expected.digest.text(), size, expected.size)};
    if (digest != expected.digest)
        throw std::runtime_error{
            fmt::format("blob {}: is not what its name says: its bytes give {}",
                        expected.digest.text(), digest.text())};
}

}  // namespace

bool Blobs::has(const Digest& digest) const {
    return ::access(path(digest).c_str(), F_OK) == 0;
}

sys::Fd Blobs::open(const Digest& digest) const {
    require(digest);
    return open_regular(path(digest));
}

void Blobs::require(const Digest& digest) const {
    if (!has(digest)) throw std::runtime_error{fmt::format("blob {} is missing", digest.text())};
}

std::string Blobs::read(const Descriptor& descriptor) const {
    require(descriptor.digest);
    auto bytes = read_small(path(descriptor.digest));
    check(Digest::of(bytes), bytes.size(), descriptor);
    return bytes;
}

Descriptor Blobs::write(std::string_view bytes, const std::string& media_type) const {
    const auto digest = Digest::of(bytes);
    if (has(digest)) return {media_type, digest, bytes.size()};  // the disk need not be waited for
    BlobWriter writer{*this};
    writer.write(bytes);
    return {media_type, writer.commit(), bytes.size()};
}

BlobWriter::BlobWriter(const Blobs& blobs) : directory_{blobs.directory()} {
    sys::make_directories(directory_, 0755);
    sys::make_directories(blobs.unfinished(), 0755);
    auto name = (blobs.unfinished() / "blob-XXXXXX").native();
    file_ = sys::Fd{
        static_cast<int>(sys::check(::mkostemp(name.data(), O_CLOEXEC), "mkostemp {}", name))};
    unfinished_ = name;
}

BlobWriter::~BlobWriter() {
    if (file_) ::unlink(unfinished_.c_str());
}

void BlobWriter::write(std::string_view bytes) {
    sys::write_all(file_, bytes);
    sum_.update(bytes);
    size_ += bytes.size();
}

Digest BlobWriter::commit(const std::optional<Descriptor>& expected) {
    const Digest digest = sum_.finish();
    if (expected) check(digest, size_, *expected);
    sys::check(::fchmod(file_.get(), 0644), "fchmod {}", unfinished_.native());
    sys::check(::fsync(file_.get()), "fsync {}", unfinished_.native());
    std::filesystem::rename(unfinished_, directory_ / digest.hex());
    file_.reset();
    return digest;
}

}  // namespace image
