// SPDX-License-Identifier: MIT
#include "layout.hpp"

#include "image/descriptor.hpp"
#include "tar.hpp"

#include <zlib.h>
#include <zstd.h>

#include <stdexcept>

namespace layout {
namespace {

namespace media_type = image::media_type;

}  // namespace

std::string digest(const std::string& bytes) {
    return image::Digest::of(bytes).text();
}

std::string gzipped(const std::string& bytes) {
    z_stream stream{};
    constexpr int as_gzip = 16 + MAX_WBITS;
    ::deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, as_gzip, 8, Z_DEFAULT_STRATEGY);
    std::string result(::deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    if (::deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error{"deflate"};
    result.resize(stream.total_out);
    ::deflateEnd(&stream);
    return result;
}

std::string zstandard(const std::string& bytes) {
    std::string result(::ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ::ZSTD_compress(result.data(), result.size(), bytes.data(), bytes.size(), 1);
    if (::ZSTD_isError(size)) throw std::runtime_error{::ZSTD_getErrorName(size)};
    result.resize(size);
    return result;
}

Layer plain(const std::string& entries) {
    const auto bytes = entries + tar::end();
    return {bytes, media_type::layer, digest(bytes)};
}

Layer gzip(const std::string& entries) {
    const auto layer = plain(entries);
    return {gzipped(layer.blob), media_type::layer_gzip, layer.diff_id};
}

Layer zstd(const std::string& entries) {
    const auto layer = plain(entries);
    return {zstandard(layer.blob), media_type::layer_zstd, layer.diff_id};
}

json config_of(const std::vector<Layer>& layers) {
    json config{{"os", "linux"},
                {"architecture", image::Platform::host().architecture},
                {"config", json::object()},
                {"rootfs", {{"type", "layers"}, {"diff_ids", json::array()}}}};
    for (const auto& layer : layers) {
        config["rootfs"]["diff_ids"].push_back(layer.diff_id);
        config["history"].push_back({{"created_by", "a test"}});
    }
    return config;
}

Layout::Layout(const Path& directory) : directory_{directory} {
    std::filesystem::create_directories(directory / "blobs/sha256");
    support::write_file(directory / "oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
    index_ = {{"schemaVersion", 2}, {"manifests", json::array()}};
    support::write_file(directory / "index.json", index_.dump());
}

Path Layout::blob(const std::string& digest) const {
    return directory_ / "blobs/sha256" / digest.substr(std::string{"sha256:"}.size());
}

json Layout::put(const std::string& bytes, const std::string& type) {
    const auto name = digest(bytes);
    support::write_file(blob(name), bytes);
    return {{"mediaType", type}, {"digest", name}, {"size", bytes.size()}};
}

json Layout::manifest(const json& config, const std::vector<Layer>& layers) {
    json manifest{{"schemaVersion", 2},
                  {"mediaType", media_type::manifest},
                  {"config", put(config.dump(), media_type::config)},
                  {"layers", json::array()}};
    for (const auto& layer : layers) manifest["layers"].push_back(put(layer.blob, layer.type));
    return manifest;
}

json Layout::put_manifest(const json& manifest) {
    return put(manifest.dump(), media_type::manifest);
}

void Layout::add(json descriptor, const std::string& name) {
    if (!name.empty()) descriptor["annotations"]["org.opencontainers.image.ref.name"] = name;
    index_["manifests"].push_back(std::move(descriptor));
    support::write_file(directory_ / "index.json", index_.dump());
}

void Layout::add_image(const std::string& name, const std::vector<Layer>& layers) {
    add(put_manifest(manifest(config_of(layers), layers)), name);
}

}  // namespace layout
