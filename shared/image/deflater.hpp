// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include <zlib.h>

namespace image {

/// Compresses with gzip (RFC 1952), without time and name: the same bytes in give the same out.
class Deflater {
public:
    /// `sink` is given the compressed bytes, piece by piece.
    explicit Deflater(std::function<void(std::string_view)> sink);
    Deflater(const Deflater&) = delete;
    ~Deflater() { ::deflateEnd(&stream_); }

    void write(std::string_view bytes) { deflate(bytes, Z_NO_FLUSH); }
    void finish() { deflate({}, Z_FINISH); }

private:
    void deflate(std::string_view bytes, int flush);

    std::function<void(std::string_view)> sink_;
    std::vector<char> output_;
    z_stream stream_{};
};

}  // namespace image
