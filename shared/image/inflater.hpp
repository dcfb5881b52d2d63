// SPDX-License-Identifier: MIT
#pragma once

#include "image/digest.hpp"
#include "image/source.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace image {

/// One way of compressing; fed and drained piece by piece.
class Codec {
public:
    virtual ~Codec() = default;
    /// Takes from the front of `input`, gives into `output`: so many bytes. None, with all input
    /// taken: it needs more. Throws if the bytes are not what they should be.
    virtual std::size_t decode(std::string_view& input, std::vector<char>& output) = 0;
    /// What was taken so far is whole: nothing is missing at its end.
    virtual bool at_end() const = 0;
};
std::unique_ptr<Codec> make_gzip_codec();
std::unique_ptr<Codec> make_zstd_codec();

/// What a blob of so many bytes may grow to; more is a bomb.
std::uint64_t most_bytes(std::uint64_t blob_size) noexcept;

/// The bytes of a layer's tar file, out of a blob that is gzip, zstd or plain: its first bytes say
/// which, as they do for other runtimes. Throws when few bytes grow to very many: a bomb.
class Inflater {
public:
    explicit Inflater(Source blob);
    explicit Inflater(sys::BorrowedFd blob) : Inflater{read_from(blob)} {}
    /// The next bytes; none at the end. Good until the next call.
    std::string_view next();
    /// The digest of all bytes: the layer's DiffID (image-spec, config.md). To be asked at the end.
    Digest diff_id() { return sum_.finish(); }

private:
    bool read();
    std::string_view decode();

    Source blob_;
    std::unique_ptr<Codec> codec_;  ///< None: plain.
    std::vector<char> input_, output_;
    std::string_view rest_;  ///< Of input_, not yet decoded.
    std::uint64_t taken_ = 0, given_ = 0;
    Sha256 sum_;
};

}  // namespace image
