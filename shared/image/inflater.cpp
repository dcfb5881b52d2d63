// SPDX-License-Identifier: MIT
#include "image/inflater.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace image {
namespace {

constexpr std::size_t piece = 256 << 10;

/// Files grow three- to tenfold; gzip can at most a thousandfold, and does so for zeros only.
constexpr std::uint64_t bomb_ratio = 100;
constexpr std::uint64_t bomb_size = 1ULL << 30;

std::unique_ptr<Codec> codec_for(std::string_view beginning) {
    if (beginning.starts_with("\x1f\x8b")) return make_gzip_codec();
    if (beginning.starts_with("\x28\xb5\x2f\xfd")) return make_zstd_codec();
    return nullptr;
}

}  // namespace

std::uint64_t most_bytes(std::uint64_t blob_size) noexcept {
    return std::max(bomb_size, bomb_ratio * blob_size);
}

Inflater::Inflater(Source blob) : blob_{std::move(blob)}, input_(piece), output_(piece) {
    if (read()) codec_ = codec_for(rest_);
}

bool Inflater::read() {
    rest_ = {input_.data(), blob_(input_.data(), input_.size())};
    taken_ += rest_.size();
    return !rest_.empty();
}

std::string_view Inflater::decode() {
    for (;;) {
        const auto size = codec_->decode(rest_, output_);
        if (size > 0) return {output_.data(), size};
        if (!rest_.empty() || read()) continue;
        if (!codec_->at_end()) throw std::runtime_error{"the layer is cut off"};
        return {};
    }
}

std::string_view Inflater::next() {
    std::string_view bytes;
    if (codec_) {
        bytes = decode();
    } else if (!rest_.empty() || read()) {
        bytes = std::exchange(rest_, {});
    }
    given_ += bytes.size();
    if (given_ > most_bytes(taken_))
        throw std::runtime_error{"the layer is a bomb: it grows more than a hundredfold"};
    sum_.update(bytes);
    return bytes;
}

}  // namespace image
