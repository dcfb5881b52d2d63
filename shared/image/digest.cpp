// SPDX-License-Identifier: MIT
#include "image/digest.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace image {
namespace {

constexpr std::string_view prefix = "sha256:";

}  // namespace

Digest Digest::parse(std::string_view text) {
    const auto hex = text.substr(std::min(prefix.size(), text.size()));
    if (!text.starts_with(prefix) || hex.size() != 2 * SHA256_DIGEST_SIZE ||
        hex.find_first_not_of("0123456789abcdef") != hex.npos)
        throw std::runtime_error{
            fmt::format("\"{}\": not a digest; write sha256: and 64 hexadecimal digits", text)};
    Digest digest;
    digest.hex_ = hex;
    return digest;
}

Digest Digest::of(std::string_view bytes) {
    Sha256 sum;
    sum.update(bytes);
    return sum.finish();
}

void Sha256::update(std::string_view bytes) noexcept {
    ::sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Sha256::finish() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> sum{};
    ::sha256_digest(&state_, sum.size(), sum.data());
    Digest digest;
    for (const auto byte : sum) fmt::format_to(std::back_inserter(digest.hex_), "{:02x}", byte);
    return digest;
}

}  // namespace image
