// SPDX-License-Identifier: MIT
#include "image/inflater.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <stdexcept>

namespace image {
namespace {

/// RFC 1952. Several members in a row are one text: pigz and estargz write such files.
class Gzip : public Codec {
public:
    Gzip() {
        constexpr int gzip_only = 16 + MAX_WBITS;
        if (::inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc{};
    }
    ~Gzip() override { ::inflateEnd(&stream_); }

    std::size_t decode(std::string_view& input, std::vector<char>& output) override {
        if (between_members_ && !input.empty()) {
            ::inflateReset(&stream_);
            between_members_ = false;
        }
        if (input.empty()) return 0;
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
        stream_.avail_in = static_cast<uInt>(input.size());
        stream_.next_out = reinterpret_cast<Bytef*>(output.data());
        stream_.avail_out = static_cast<uInt>(output.size());
        const int result = ::inflate(&stream_, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            throw std::runtime_error{fmt::format("the layer is not proper gzip: {}",
                                                 stream_.msg ? stream_.msg : "no reason known")};
        between_members_ = result == Z_STREAM_END;
        input.remove_prefix(input.size() - stream_.avail_in);
        return output.size() - stream_.avail_out;
    }
    bool at_end() const override { return between_members_; }

private:
    z_stream stream_{};
    bool between_members_ = false;
};

/// RFC 8878. Frames in a row are one text, too.
class Zstd : public Codec {
public:
    Zstd() : stream_{::ZSTD_createDStream()} {
        // A frame may ask for a window as large as the machine's memory. 8 MiB is what zstd's own
        // levels up to 19 use, and what the RFC wants every decoder to bear.
        ::ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 23);
    }
    ~Zstd() override { ::ZSTD_freeDStream(stream_); }

    std::size_t decode(std::string_view& input, std::vector<char>& output) override {
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        ZSTD_outBuffer out{output.data(), output.size(), 0};
        const auto result = ::ZSTD_decompressStream(stream_, &out, &in);
        if (::ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge)
            throw std::runtime_error{
                "the layer's zstd wants a window of more than 8 MiB, as high levels do: it can be "
                "compressed again, at level 19 of zstd(1) or below, or with gzip"};
        if (::ZSTD_isError(result))
            throw std::runtime_error{
                fmt::format("the layer is not proper zstd: {}", ::ZSTD_getErrorName(result))};
        if (in.pos > 0 || out.pos > 0) whole_ = result == 0;
        input.remove_prefix(in.pos);
        return out.pos;
    }
    bool at_end() const override { return whole_; }

private:
    ZSTD_DStream* stream_;
    bool whole_ = false;
};

}  // namespace

std::unique_ptr<Codec> make_gzip_codec() {
    return std::make_unique<Gzip>();
}

std::unique_ptr<Codec> make_zstd_codec() {
    return std::make_unique<Zstd>();
}

}  // namespace image
