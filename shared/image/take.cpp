// SPDX-License-Identifier: MIT
#include "image/take.hpp"

#include "sys/error.hpp"

#include <unistd.h>

namespace image {
namespace {

const char* layer_type(std::string_view beginning) {
    if (beginning.starts_with("\x1f\x8b")) return media_type::layer_gzip;
    if (beginning.starts_with("\x28\xb5\x2f\xfd")) return media_type::layer_zstd;
    return media_type::layer;
}

}  // namespace

Descriptor take_blob(sys::BorrowedFd file, const Blobs& blobs,
                     const std::optional<Descriptor>& expected) {
    BlobWriter blob{blobs};
    Descriptor taken;
    std::string piece(256 << 10, '\0');
    for (;;) {
        const auto size = sys::check(::read(file.get(), piece.data(), piece.size()), "read");
        const std::string_view bytes{piece.data(), static_cast<std::size_t>(size)};
        if (blob.size() == 0) taken.media_type = layer_type(bytes);
        if (bytes.empty()) break;
        blob.write(bytes);
        if (expected && blob.size() > expected->size) break;  // commit() says what is wrong
    }
    taken.size = blob.size();
    taken.digest = blob.commit(expected);
    return expected ? *expected : taken;
}

}  // namespace image
