// SPDX-License-Identifier: MIT
//
// Blobs that are not what their name, their size, their type or their DiffID says.
#include "bench.hpp"
#include "image/descriptor.hpp"
#include "tar.hpp"

#include <fmt/format.h>

namespace {

using layout::json;
using layout::Layer;
namespace type = image::media_type;

const auto entries = tar::file("a", std::string(100'000, 'a') + "end");

/// The layer's blob is replaced before it is named.
void check_blob_refused(Layer layer, const std::string& reason) {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("hostile", {layer});
    check_refused(bench, layout, reason);
}

void check_blob_good(const Layer& layer) {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("good", {layer});
    bench.output({"load", layout.path()});
    CHECK(bench.read("good", "/a") == std::string(100'000, 'a') + "end");
}

/// The tar file cut in two, and each half packed alone.
std::string in_two(std::string (*pack)(const std::string&), const Layer& whole) {
    const auto half = whole.blob.size() / 2;
    return pack(whole.blob.substr(0, half)) + pack(whole.blob.substr(half));
}

std::string with_byte_changed(std::string blob, std::size_t at) {
    blob[at] = static_cast<char>(blob[at] ^ 0x40);
    return blob;
}

}  // namespace

TEST_CASE("image: a layer is plain, gzip or zstd, in one piece or several") {
    const auto plain = layout::plain(entries);
    check_blob_good(plain);
    check_blob_good(layout::gzip(entries));
    check_blob_good(layout::zstd(entries));
    check_blob_good({in_two(layout::gzipped, plain), type::layer_gzip, plain.diff_id});
    check_blob_good({in_two(layout::zstandard, plain), type::layer_zstd, plain.diff_id});
    // Frames that a decoder skips, RFC 8878 3.1.2: estargz and others keep their tables in them.
    const std::string skipped{"\x50\x2a\x4d\x18\x03\x00\x00\x00xyz", 11};
    check_blob_good({layout::zstandard(plain.blob) + skipped, type::layer_zstd, plain.diff_id});
    // The bytes say what it is, as for other runtimes; not the type.
    check_blob_good({plain.blob, type::layer_gzip, plain.diff_id});
}

TEST_CASE("image: a layer that is cut off, or followed by something else, is refused") {
    const auto gzip = layout::gzip(entries), zstd = layout::zstd(entries);
    for (const std::size_t missing : {1U, 8U, 9U, 60U}) {
        auto cut = gzip;
        cut.blob.resize(cut.blob.size() - missing);
        check_blob_refused(cut, "the layer is cut off");
    }
    auto cut = zstd;
    cut.blob.resize(cut.blob.size() - 1);
    check_blob_refused(cut, "the layer is cut off");
    check_blob_refused({gzip.blob + "garbage", gzip.type, gzip.diff_id}, "not proper gzip");
    check_blob_refused({zstd.blob + "garbage", zstd.type, zstd.diff_id}, "not proper zstd");
    check_blob_refused(
        {with_byte_changed(gzip.blob, gzip.blob.size() - 6), gzip.type, gzip.diff_id},
        "not proper gzip");
    auto plain = layout::plain(entries);
    plain.blob.resize(50'000);
    plain.diff_id = layout::digest(plain.blob);
    check_blob_refused(plain, "not a proper tar file");
    const auto garbage = "no tar file" + std::string(20'000, '?');
    check_blob_refused({garbage, type::layer, layout::digest(garbage)}, "not a proper tar file");
}

TEST_CASE("image: a layer that a decoder would need a machine's memory for is refused") {
    // A frame whose window is 2 GiB, RFC 8878 3.1.1.1.2: exponent 21, mantissa 0.
    const std::string frame{"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", 9};
    check_blob_refused({frame, type::layer_zstd, layout::digest("")}, "more than 8 MiB");
}

TEST_CASE("image: a layer whose tar file is not the one announced is refused") {
    auto layer = layout::gzip(entries);
    layer.diff_id = layout::digest("something else");
    check_blob_refused(layer, "and not " + layer.diff_id + ", as announced");
    // The archive is the same, and what follows it is not.
    const auto good = layout::plain(entries);
    check_blob_refused({good.blob + std::string(512, '\0'), type::layer, good.diff_id},
                       "as announced");
}

TEST_CASE("image: a blob that is not what its name says is refused, and so is a wrong size") {
    Bench bench;
    const auto layer = layout::gzip(entries);
    const auto changed = [&](std::size_t size, const std::string& bytes) {
        auto layout = bench.layout();
        auto manifest = layout.manifest(layout::config_of({layer}), {layer});
        manifest["layers"][0]["size"] = size;
        support::write_file(layout.blob(layout::digest(layer.blob)), bytes);
        layout.add(layout.put_manifest(manifest), "hostile");
        return layout;
    };
    const auto size = layer.blob.size();
    check_refused(bench, changed(size, with_byte_changed(layer.blob, 1000 % size)),
                  "is not what its name says");
    for (const auto& announced : {size - 1, size + 1, std::size_t{0}})
        check_refused(bench, changed(announced, layer.blob), "as announced");
    check_refused(bench, changed(size, layer.blob + "x"), "as announced");
    check_refused(bench, changed(size, layer.blob.substr(1)), "as announced");
    // A lie about a blob that is already in the store.
    bench.output({"load", changed(size, layer.blob).path()});
    check_refused(bench, changed(size + 1, layer.blob), "as announced");
}

TEST_CASE("image: a blob that is missing, or no file, is refused at once") {
    Bench bench;
    for (const int which : {0, 1, 2}) {
        for (const bool fifo : {false, true}) {
            auto layout = bench.layout();
            const auto layer = layout::gzip(entries);
            const auto manifest = layout.manifest(layout::config_of({layer}), {layer});
            const auto descriptor = layout.put_manifest(manifest);
            layout.add(descriptor, "hostile");
            const std::string digest = which == 0   ? descriptor["digest"]
                                       : which == 1 ? manifest["config"]["digest"]
                                                    : manifest["layers"][0]["digest"];
            std::filesystem::remove(layout.blob(digest));
            if (fifo) REQUIRE(::mkfifo(layout.blob(digest).c_str(), 0644) == 0);
            check_refused(bench, layout, fifo ? "is not a file" : digest + " is missing");
        }
    }
}
