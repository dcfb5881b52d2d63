// SPDX-License-Identifier: MIT
#include "image/deflater.hpp"

#include <new>

namespace image {
namespace {

/// With smaller ones, too little of a layer is known to find what repeats.
constexpr std::size_t member_size = 256 << 10;

/// Of 12. Gives what zlib's default gives: of a Debian image, 35 hundredths.
constexpr int level = 5;

}  // namespace

Deflater::Deflater(std::function<void(std::string_view)> sink)
    : sink_{std::move(sink)},
      compressor_{::libdeflate_alloc_compressor(level), ::libdeflate_free_compressor} {
    if (!compressor_) throw std::bad_alloc{};
    member_.reserve(member_size);
    output_.resize(::libdeflate_gzip_compress_bound(compressor_.get(), member_size));
}

void Deflater::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto more = bytes.substr(0, member_size - member_.size());
        member_ += more;
        bytes.remove_prefix(more.size());
        if (member_.size() == member_size) end_member();
    }
}

void Deflater::finish() {
    if (empty_ || !member_.empty()) end_member();
}

void Deflater::end_member() {
    const auto size = ::libdeflate_gzip_compress(compressor_.get(), member_.data(), member_.size(),
                                                 output_.data(), output_.size());
    sink_({output_.data(), size});  // never 0: there is room for the worst case
    member_.clear();
    empty_ = false;
}

}  // namespace image
