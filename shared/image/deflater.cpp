// SPDX-License-Identifier: MIT
#include "image/deflater.hpp"

#include <new>

namespace image {

Deflater::Deflater(std::function<void(std::string_view)> sink)
    : sink_{std::move(sink)}, output_(64 << 10) {
    constexpr int gzip = 16 + MAX_WBITS;
    constexpr int memory = 8;
    if (::deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip, memory,
                       Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc{};
}

void Deflater::deflate(std::string_view bytes, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
        stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
        stream_.avail_out = static_cast<uInt>(output_.size());
        ::deflate(&stream_, flush);
        sink_({output_.data(), output_.size() - stream_.avail_out});
    } while (stream_.avail_out == 0);
}

}  // namespace image
