// SPDX-License-Identifier: MIT
//
// Layers that grow without end. What is refused must be so before much of it was unpacked,
// and in little memory.
#include "bench.hpp"
#include "image/descriptor.hpp"
#include "tar.hpp"

#include <cstdint>

namespace {

using layout::Layer;

constexpr std::int64_t MiB = std::int64_t{1} << 20;
constexpr std::int64_t GiB = std::int64_t{1} << 30;

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    while (times-- > 0) all += text;
    return all;
}

/// Nobody gets as far as its DiffID.
Layer never_whole(const std::string& blob, const char* type) {
    return {blob, type, layout::digest("")};
}

/// What a process has read or written, of /proc/PID/io, proc(5).
std::int64_t bytes(const std::string& io, const std::string& name) {
    return std::stoll(io.substr(io.find(name + ": ") + name.size() + 2));
}

/// For ulimit. AddressSanitizer sets terabytes aside, which it never uses.
#ifdef __SANITIZE_ADDRESS__
constexpr auto most_memory = "unlimited";
#else
constexpr auto most_memory = "65536";  // in KiB
#endif

/// How far whoever refuses a layer may have got.
struct Bounds {
    std::int64_t unpacked = 0;  ///< So many bytes of files were written.
    double read = 1;            ///< That part of the blob was looked at, once it was taken in.
};

void check_bomb(const Layer& layer, const std::string& reason, const Bounds& most = {}) {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("bomb", {layer});
    const auto io = bench.directory() / "io";
    support::write_file(io, "");
    auto launch = bench.launch({"load", layout.path()});
    // What the shell has read and written is also what its children have.
    launch.wrapper = {
        "/bin/sh", "-c",
        "ulimit -d $0; io=$1; shift; \"$@\"; status=$?; cat /proc/$$/io >\"$io\"; exit $status",
        most_memory, io};
    check_refused(bench, launch, reason);
    const auto told = support::read_file(io);
    const auto blob = static_cast<std::int64_t>(layer.blob.size());
    CHECK(bytes(told, "wchar") <= blob + most.unpacked + MiB);
    CHECK(bytes(told, "rchar") <=
          blob + static_cast<std::int64_t>(most.read * static_cast<double>(blob)) + MiB);
}

std::string zeros_header(std::int64_t size) {
    tar::Header header{"zeros"};
    header.size = size;
    return tar::header(header);
}

}  // namespace

TEST_CASE("image: 10 GiB of zeros in a few MB are refused, gzip or zstd, one file or many") {
    const std::string zeros(64 << 20, '\0');
    const auto gzip = repeated(layout::gzipped(zeros), 160);
    const auto zstd = repeated(layout::zstandard(zeros), 160);
    REQUIRE(gzip.size() < 80 << 20);
    REQUIRE(zstd.size() < 10 << 20);
    const auto one = zeros_header(10 * GiB);
    namespace type = image::media_type;
    const std::string reason = "the layer is a bomb";
    check_bomb(never_whole(layout::gzipped(one) + gzip, type::layer_gzip), reason, {0, 0});
    check_bomb(never_whole(layout::zstandard(one) + zstd, type::layer_zstd), reason);
    // Behind the tar file's end, where they only count for the DiffID: a tenth of them is looked
    // at.
    check_bomb(never_whole(layout::gzipped(tar::end()) + gzip, type::layer_gzip), reason,
               {0, 0.15});
    const auto file = zeros_header(GiB / 4);
    const auto quarter = layout::zstandard(zeros);
    std::string many;
    for (int i = 0; i < 40; ++i) many += layout::zstandard(file) + repeated(quarter, 4);
    check_bomb(never_whole(many, type::layer_zstd), reason, {GiB});
}

TEST_CASE("image: a file of holes is one, but not one of 10 GiB") {
    const auto sparse = [](const std::string& size) {
        return tar::pax({{"GNU.sparse.major", "0"},
                         {"GNU.sparse.minor", "1"},
                         {"GNU.sparse.name", "sparse"},
                         {"GNU.sparse.size", size},
                         {"GNU.sparse.numblocks", "1"},
                         {"GNU.sparse.map", "4096,4"}}) +
               tar::file("x", "data");
    };
    Loaded good{sparse("8192")};
    CHECK(support::read_file(good.bench.serve("good").path("/sparse")) ==
          std::string(4096, '\0') + "data" + std::string(4092, '\0'));
    check_layer_refused(sparse("10737418240"), "the layer is a bomb");
    check_layer_refused(sparse("9223372036854775807"), "the layer is a bomb");
}

TEST_CASE("image: a layer may have a million entries, and not one more") {
    // They cost next to nothing: AUFS's own, which mean nothing to us.
    const auto entry = tar::file(".wh..wh.aufs", "");
    const auto thousand = layout::gzipped(repeated(entry, 1000));
    const auto all = repeated(entry, 1'000'000) + tar::end();
    const auto end = layout::gzipped(tar::end());
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("large", {{repeated(thousand, 1000) + end, image::media_type::layer_gzip,
                                layout::digest(all)}});
    bench.output({"load", layout.path()});
    check_bomb(never_whole(repeated(thousand, 1000) + layout::gzipped(entry) + end,
                           image::media_type::layer_gzip),
               "the layer is a bomb: it has more than 1000000 entries");
}

/// What is put off to the layer's end must be remembered, by names that are as long as they can be.
TEST_CASE("image: hard links to what is not there yet are limited, too") {
    std::string deep = "d", entries;
    while (deep.size() < 3800) deep += "/" + std::string(200, 'd');
    for (int i = 0; i < 8000; ++i)
        entries += tar::pax({{"path", deep + "/" + std::to_string(i)}, {"linkpath", deep + "/x"}}) +
                   tar::hard_link("x", "x");
    namespace type = image::media_type;
    check_bomb(never_whole(layout::gzipped(entries + tar::end()), type::layer_gzip),
               "the layer is a bomb: it has too many directories and links");
}
