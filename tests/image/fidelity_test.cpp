// SPDX-License-Identifier: MIT
//
// What is in a layer is what a container shows: compared with what GNU's tar makes of it.
#include "bench.hpp"
#include "golden_layer.hpp"
#include "support/spawn.hpp"
#include "support/tree.hpp"
#include "tar.hpp"

#include <unistd.h>

namespace {

using support::describe_files;
using support::difference;
using support::Path;

/// Unpacked by another program.
Path unpacked(const Bench& bench, const std::string& entries) {
    const auto archive = bench.directory() / "golden.tar", directory = bench.directory() / "tree";
    support::write_file(archive, entries + tar::end());
    std::filesystem::create_directory(directory);
    const auto result =
        support::run_tool({"tar", "-xpf", archive, "-C", directory, "--numeric-owner",
                           "--same-owner", "--xattrs", "--xattrs-include=*"});
    INFO(result.output);
    REQUIRE(result.exit_status == 0);
    return directory;
}

std::string load(Bench& bench, const layout::Layer& layer) {
    auto layout = bench.layout();
    layout.add_image("golden", {layer});
    return bench.output({"load", layout.path()});
}

}  // namespace

TEST_CASE("image: a container shows a layer's files as they are") {
    Bench bench;
    const auto expected = describe_files(unpacked(bench, golden_layer()) / "golden");
    REQUIRE(expected.size() > 35);
    REQUIRE(expected.at("setuid").starts_with("104755 0:0"));
    REQUIRE(expected.at("capable").find("security.capability=01000002") != std::string::npos);
    REQUIRE(expected.at("exact").find(" 1700000000.123456789 ") != std::string::npos);
    REQUIRE(expected.at("hard").find(" = file") != std::string::npos);
    load(bench, layout::gzip(golden_layer()));
    CHECK(difference(expected, describe_files(bench.serve("golden").path("/golden"))) == "");
}

TEST_CASE("image: what is imported is what a container shows") {
    Bench bench;
    const auto tree = unpacked(bench, golden_layer());
    const auto expected = describe_files(tree / "golden");
    bench.output({"import", tree, "from-directory"});
    CHECK(difference(expected, describe_files(bench.serve("from-directory").path("/golden"))) ==
          "");
    bench.output({"import", bench.directory() / "golden.tar", "from-tar"});
    CHECK(difference(expected, describe_files(bench.serve("from-tar").path("/golden"))) == "");
    // Importing changes nothing of the directory, and the same again is the same.
    CHECK(difference(expected, describe_files(tree / "golden")) == "");
    const auto layers_of = [&](const std::string& name) {
        return layout::json::parse(bench.output({"inspect", name}))["Manifest"]["layers"];
    };
    bench.output({"import", tree, "again"});
    CHECK(layers_of("again") == layers_of("from-directory"));
}

TEST_CASE("image: what is committed is what the container showed") {
    Bench bench;
    load(bench, layout::gzip(golden_layer()));
    const auto copy =
        "cp -a /golden /copy; rm -r /golden/empty /golden/file /golden/sparse-0.1; "
        "mkdir /golden/empty /golden/new; echo new > /golden/new/file; "
        "rm -r /golden/exact-directory; mkdir /golden/exact-directory; "
        "ln /golden/new/file /golden/new/hard; ln -s new /golden/newlink; "
        "chmod 4711 /golden/nothing; chown 5:6 /golden/others; "
        "touch -d '2001-02-03 04:05:06' /golden/group";
    bench.output({"run", "--keep", "--name", "worker", "-v",
                  (support::build_directory() / "rootfs/bin").native() + ":/bin", "golden",
                  "/bin/sh", "-c", copy});
    bench.output({"commit", "worker", "committed"});
    const auto container = bench.serve("committed");
    const auto shown = describe_files(container.path("/golden"));
    CHECK_FALSE(shown.contains("file"));
    CHECK_FALSE(shown.contains("exact-directory/file"));
    CHECK(shown.contains("hard"));
    // The same seen through the directories that the worker's changes are in.
    const auto layers = bench.store() / "containers/worker";
    REQUIRE(std::filesystem::exists(layers / "changes/upper/golden"));
    for (const auto& [name, line] : describe_files(layers / "changes/upper/golden")) {
        if (line.find("overlay.") != std::string::npos || line.starts_with("20000 ")) continue;
        INFO(name);
        CHECK(shown.at(name) == line);
    }
}

TEST_CASE("image: a directory that a layer only passes through is what it is below, or usual") {
    Bench bench;
    auto layout = bench.layout();
    const auto below = tar::directory("private", 0700) + tar::directory("private/group", 02750);
    layout.add_image("good", {layout::gzip(below), layout::gzip(tar::file("private/group/a", "x") +
                                                                tar::file("new/b", "x"))});
    bench.output({"load", layout.path()}, {"--umask", "077"});
    const auto shown = bench.serve("good");
    CHECK(shown.stat("/private").st_mode == (S_IFDIR | 0700));
    CHECK(shown.stat("/private/group").st_mode == (S_IFDIR | 02750));
    CHECK(shown.stat("/private").st_mtim.tv_sec == 1'000'000'000);
    CHECK(shown.stat("/new").st_mode == (S_IFDIR | 0755));
    CHECK(shown.stat("/new").st_mtim.tv_sec == 0);
    CHECK(shown.stat("/new/b").st_mode == (S_IFREG | 0644));
}

TEST_CASE("image: layers are the same whatever the caller's umask, and who was first") {
    std::string trees[2];
    for (int i = 0; i < 2; ++i) {
        Bench bench;
        auto layout = bench.layout();
        layout.add_image("golden", {layout::gzip(golden_layer()),
                                    layout::gzip(tar::file("golden/deep/er/file", "x"))});
        bench.output({"load", layout.path()}, {"--umask", i == 0 ? "022" : "077"});
        for (const auto& [name, line] : describe_files(bench.store() / "layers"))
            if (name != ".") trees[i] += name + " " + line + "\n";
    }
    CHECK(trees[0] == trees[1]);
}
