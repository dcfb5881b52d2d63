// SPDX-License-Identifier: MIT
//
// Owners, times, sizes, devices and whiteouts that no file can have.
#include "bench.hpp"
#include "tar.hpp"

namespace {

std::string with(const tar::Records& records) {
    return tar::pax(records) + tar::file("a", "content");
}

}  // namespace

TEST_CASE("image: an owner that is no user id is refused, and does not become root") {
    for (const auto* key : {"uid", "gid"}) {
        Loaded good{with({{key, "4294967294"}})};  // the largest there is
        const auto box = good.bench.serve("good");
        const auto info = box.stat("/a");
        CHECK((key == std::string{"uid"} ? info.st_uid : info.st_gid) == 4294967294U);
        for (const auto* none : {"1099511627776", "4294967296", "4294967295", "-1"})
            check_layer_refused(with({{key, none}}), "is no user or group");
    }
    tar::Header header{"a"};
    header.uid = std::int64_t{1} << 40;
    check_layer_refused(tar::header(header), "is no user or group");
}

TEST_CASE("image: a size that is negative, or more than there is, is refused") {
    tar::Header header{"a"};
    header.size = -512;
    check_layer_refused(tar::header(header), "not a proper tar file");
    header.size = 5000;
    check_layer_refused(tar::header(header) + tar::padded("short"), "not a proper tar file");
    check_layer_refused(with({{"size", "-1"}}), "the layer");
}

TEST_CASE("image: a time far away is the nearest that the filesystem has") {
    Loaded good{tar::pax({{"mtime", "-2"}}) + tar::file("early", "") +
                tar::pax({{"mtime", "99999999999999"}}) + tar::file("late", "") +
                tar::pax({{"mtime", "-99999999999999"}}) + tar::file("first", "") +
                tar::pax({{"mtime", "1700000000.123456789"}}) + tar::file("exact", "")};
    const auto box = good.bench.serve("good");
    const auto exact = box.stat("/exact").st_mtim;
    CHECK(exact.tv_sec == 1700000000);
    CHECK(exact.tv_nsec == 123456789);
    CHECK(box.stat("/early").st_mtim.tv_sec == -2);
    CHECK(box.stat("/late").st_mtim.tv_sec > 4'000'000'000);
    CHECK(box.stat("/first").st_mtim.tv_sec < 0);
}

/// A device of the layer is kept, as docker does; that it opens for nobody is up to the devices
/// that the container's cgroup allows.
TEST_CASE("image: a device is kept, and opens only if the container may have it") {
    Loaded good{tar::device('3', "null", 1, 3) + tar::device('3', "memory", 1, 1) +
                tar::device('4', "disk", 8, 0) + tar::fifo("fifo")};
    auto box = good.bench.serve("good");
    CHECK(box.ask({"read", "/null"}) == "");
    CHECK(box.ask({"read", "/memory"}).find("Operation not permitted") != std::string::npos);
    CHECK(box.ask({"read", "/disk"}).find("Operation not permitted") != std::string::npos);
    CHECK(S_ISBLK(box.stat("/disk").st_mode));
    CHECK(S_ISFIFO(box.stat("/fifo").st_mode));
    check_layer_refused(tar::device('3', "white", 0, 0), "there is no device 0:0");
}

TEST_CASE("image: a whiteout that names no file is refused") {
    for (const auto* name : {".wh.", ".wh..", ".wh...", "a/.wh."})
        check_layer_refused(tar::directory("a") + tar::file(name, ""), "names no file");
}

TEST_CASE("image: a layer's whiteouts hide what is below, and nothing of its own") {
    Bench bench;
    auto layout = bench.layout();
    const auto below = tar::directory("d") + tar::file("d/old", "1") + tar::directory("e") +
                       tar::file("e/old", "1") + tar::file("f", "1") + tar::file("g", "1");
    const auto above = tar::file("d/.wh..wh..opq", "") + tar::file("d/new", "2") +  // before
                       tar::directory("e") + tar::file("e/new", "2") +              // after
                       tar::file("e/.wh..wh..opq", "") + tar::file(".wh.f", "") +
                       tar::file("g", "2") + tar::file(".wh.g", "") + tar::file(".wh.missing", "") +
                       tar::file(".wh..wh.plnk", "");
    layout.add_image("good", {layout::gzip(below), layout::gzip(above)});
    bench.output({"load", layout.path()});
    auto box = bench.serve("good");
    CHECK(box.ask({"read", "/d/new"}) == "2");
    CHECK(box.ask({"read", "/e/new"}) == "2");
    CHECK(box.ask({"read", "/g"}) == "2");
    for (const auto* path : {"/d/old", "/e/old", "/f", "/missing", "/.wh..wh.plnk", "/.wh.f"})
        CHECK(box.ask({"read", path}).find("No such file") != std::string::npos);
}

TEST_CASE("image: overlay's own attributes are no business of a layer") {
    Bench bench;
    auto layout = bench.layout();
    const auto below = tar::directory("d") + tar::file("d/shown", "1");
    const auto above = tar::pax({{"SCHILY.xattr.trusted.overlay.opaque", "y"},
                                 {"SCHILY.xattr.user.overlay.opaque", "y"},
                                 {"SCHILY.xattr.trusted.overlay.redirect", "/e"}}) +
                       tar::directory("d");
    layout.add_image("good", {layout::gzip(below), layout::gzip(above)});
    bench.output({"load", layout.path()});
    CHECK(bench.read("good", "/d/shown") == "1");
}
