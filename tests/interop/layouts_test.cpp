// SPDX-License-Identifier: MIT
//
// Our images are read by skopeo and umoci, and theirs by us: the same manifests and configurations,
// and the same files with all that belongs to them.
#include "bench.hpp"
#include "golden_layer.hpp"
#include "support/spawn.hpp"
#include "support/tree.hpp"
#include "table.hpp"
#include "tar.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace {

using interop::check_equal;
using layout::json;
using support::describe_files;
using support::Path;
using support::Words;

void run(const Words& words) {
    const auto result = support::run_tool(words);
    INFO(support::command_line(words) << "\n" << result.output);
    REQUIRE(result.exit_status == 0);
}

void skopeo_copy(const Bench& bench, const std::string& from, const std::string& to) {
    run({"skopeo", "--insecure-policy", "--tmpdir", bench.directory(), "copy", "--quiet", from,
         to});
}

json inspect(const Bench& bench, const std::string& name) {
    return json::parse(bench.output({"inspect", name}));
}

/// Two layers: one of everything, and one that hides some of it.
void load_golden(Bench& bench) {
    const auto hiding = tar::file("golden/.wh.file", "") +
                        tar::directory("golden/exact-directory") +
                        tar::file("golden/exact-directory/.wh..wh..opq", "") +
                        tar::file("golden/exact-directory/new", "new");
    const std::vector<layout::Layer> layers{layout::gzip(golden_layer()), layout::gzip(hiding)};
    auto layout = bench.layout();
    auto config = layout::config_of(layers);
    config["created"] = "2026-01-31T12:00:00Z";
    config["author"] = "somebody";
    config["config"] = {{"Env", {"PATH=/bin", "A=b c"}},
                        {"Entrypoint", {"/bin/program"}},
                        {"Cmd", {"one", "two"}},
                        {"User", "1000:33"},
                        {"WorkingDir", "/golden"},
                        {"StopSignal", "SIGINT"},
                        {"Labels", {{"label", "value"}}},
                        {"ExposedPorts", {{"80/tcp", json::object()}}},
                        {"Volumes", {{"/volume", json::object()}}}};
    layout.add(layout.put_manifest(layout.manifest(config, layers)), "golden");
    bench.output({"load", layout.path()});
}

std::map<std::string, std::string> shown(const Bench& bench, const std::string& name) {
    return describe_files(bench.serve(name).path("/golden"));
}

void check_same_files(const std::string& image, const std::string& tool,
                      const std::map<std::string, std::string>& theirs,
                      const std::map<std::string, std::string>& ours) {
    const auto difference = support::difference(theirs, ours);
    INFO(difference);
    check_equal(image, tool, fmt::format("{} files", theirs.size()), difference.empty());
}

}  // namespace

TEST_CASE("interop: skopeo copies our images, to docker's archive and back") {
    if (!interop::installed({"skopeo"})) return;
    Bench bench, other;
    load_golden(bench);
    const auto ours = inspect(bench, "golden");
    const auto store = "oci:" + bench.store().native() + ":golden:latest";

    const auto layout = bench.directory() / "copied";
    skopeo_copy(bench, store, "oci:" + layout.native() + ":golden:latest");
    other.output({"load", layout});
    const auto copied = inspect(other, "golden");
    check_equal("golden", "skopeo: oci", "manifest", ours["Digest"] == copied["Digest"]);
    check_equal("golden", "skopeo: oci", "config", ours["Config"] == copied["Config"]);

    const auto archive = bench.directory() / "archive.tar";
    skopeo_copy(bench, store, "docker-archive:" + archive.native() + ":saved:1");
    CHECK(other.output({"load", archive}) == "saved:1\n");
    const auto saved = inspect(other, "saved:1");
    const auto same_config = [&](const json& theirs) {
        return ours["Config"]["config"] == theirs["Config"]["config"] &&
               ours["Config"]["rootfs"] == theirs["Config"]["rootfs"];
    };
    check_equal("golden", "skopeo: docker-archive", "config, layers", same_config(saved));
    check_same_files("golden", "skopeo: docker-archive", shown(bench, "golden"),
                     shown(other, "saved:1"));

    const auto back = bench.directory() / "back";
    skopeo_copy(bench, "docker-archive:" + archive.native(), "oci:" + back.native() + ":back:2");
    CHECK(other.output({"load", back}) == "back:2\n");
    check_equal("golden", "skopeo: docker-archive, oci", "config, layers",
                same_config(inspect(other, "back:2")));
    check_same_files("golden", "skopeo: docker-archive, oci", shown(bench, "golden"),
                     shown(other, "back:2"));
}

TEST_CASE("interop: umoci unpacks our images to what a container shows") {
    if (!interop::installed({"skopeo", "umoci"})) return;
    Bench bench;
    load_golden(bench);
    const auto layout = bench.directory() / "copied", bundle = bench.directory() / "bundle";
    // umoci's names have no colon.
    skopeo_copy(bench, "oci:" + bench.store().native() + ":golden:latest",
                "oci:" + layout.native() + ":golden");
    run({"umoci", "unpack", "--image", layout.native() + ":golden", bundle});
    check_same_files("golden", "umoci unpack", describe_files(bundle / "rootfs/golden"),
                     shown(bench, "golden"));
}

TEST_CASE("interop: we unpack umoci's images to what it was given") {
    if (!interop::installed({"umoci", "tar"})) return;
    Bench bench;
    const auto layout = bench.directory() / "umoci", bundle = bench.directory() / "bundle";
    const auto image = layout.native() + ":made";
    run({"umoci", "init", "--layout", layout});
    run({"umoci", "new", "--image", layout.native() + ":empty"});
    run({"umoci", "unpack", "--image", layout.native() + ":empty", bundle});
    const auto archive = bench.directory() / "golden.tar";
    support::write_file(archive, golden_layer() + tar::end());
    run({"tar", "-xpf", archive, "-C", bundle / "rootfs", "--numeric-owner", "--xattrs",
         "--xattrs-include=*"});
    run({"umoci", "repack", "--refresh-bundle", "--image", image, bundle});
    const auto golden = bundle / "rootfs/golden";
    run({"sh", "-c",
         "cd $0; rm file exact-directory/file; touch exact-directory/new; "
         "rm -r sticky; touch sticky; chmod 4710 nothing; ln by-pax by-pax-too",
         golden});
    const auto first = describe_files(golden);
    run({"umoci", "repack", "--image", image, bundle});
    run({"umoci", "config", "--image", image, "--config.user", "7:8", "--config.env", "A=b"});

    CHECK(bench.output({"load", layout}) == "empty:latest\nmade:latest\n");
    const auto theirs = bench.directory() / "theirs";
    run({"umoci", "unpack", "--image", image, theirs});
    check_same_files("made", "umoci repack", describe_files(theirs / "rootfs/golden"),
                     shown(bench, "made"));
    const auto config = inspect(bench, "made")["Config"];
    check_equal("made", "umoci config", "user, env",
                config["config"]["User"] == "7:8" && config["config"]["Env"].back() == "A=b");
    CHECK(first.size() == shown(bench, "made").size());
}
