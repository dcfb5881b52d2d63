// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <libdeflate.h>

namespace image {

/// Compresses with gzip, without time and name: the same bytes in give the same out. What it gives
/// is a row of members, which read as one (RFC 1952, section 2.2): libdeflate, which wants to have
/// all of a text at hand, takes a third of zlib's time for a file of the same size.
class Deflater {
public:
    /// `sink` is given the compressed bytes, piece by piece.
    explicit Deflater(std::function<void(std::string_view)> sink);

    void write(std::string_view bytes);
    void finish();

private:
    void end_member();

    std::function<void(std::string_view)> sink_;
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor_;
    std::string member_;  ///< What the next one will have.
    std::string output_;
    bool empty_ = true;  ///< No member yet; without one it is not gzip.
};

}  // namespace image
