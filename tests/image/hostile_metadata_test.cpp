// SPDX-License-Identifier: MIT
//
// Indexes, manifests and configurations that nobody wrote in earnest.
#include "bench.hpp"
#include "image/descriptor.hpp"
#include "tar.hpp"

#include <functional>

namespace {

using layout::json;
namespace type = image::media_type;

const auto layer = layout::gzip(tar::file("a", "content"));

/// An image whose manifest and configuration have been changed before they were written.
layout::Layout changed(
    Bench& bench, const std::function<void(json& manifest)>& change,
    const std::function<void(json& config)>& change_config = [](json&) {}) {
    auto layout = bench.layout();
    auto config = layout::config_of({layer});
    change_config(config);
    auto manifest = layout.manifest(config, {layer});
    change(manifest);
    layout.add(layout.put_manifest(manifest), "hostile");
    return layout;
}

layout::Layout with_config(Bench& bench, const std::function<void(json& config)>& change) {
    return changed(
        bench, [](json&) {}, change);
}

/// An image whose manifest is this text.
layout::Layout with_manifest_text(Bench& bench, const std::string& text) {
    auto layout = bench.layout();
    layout.add(layout.put(text, type::manifest), "hostile");
    return layout;
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("image: a digest that could name another file is refused") {
    Bench bench;
    const std::string good = layout::digest(layer.blob);
    const auto hex = good.substr(7);
    std::string upper = hex;
    for (auto& c : upper) c = static_cast<char>(std::toupper(c));
    REQUIRE(upper != hex);
    for (const std::string& bad :
         {"sha256:" + upper, "sha256:" + hex.substr(1), "sha256:" + hex + "0", hex,
          std::string{"sha256:../../host/secret"}, "sha256:" + std::string(61, '.') + "/..",
          std::string{}, "sha512:" + hex + hex, "SHA256:" + hex})
        check_refused(bench, changed(bench, [&](json& m) { m["layers"][0]["digest"] = bad; }),
                      "not a digest");
    check_refused(bench,
                  with_config(bench, [&](json& c) { c["rootfs"]["diff_ids"][0] = "sha256:.."; }),
                  "not a digest");
    auto layout = bench.layout();
    layout.add({{"digest", "sha256:../../../host/secret"}, {"size", 15}}, "hostile");
    check_refused(bench, layout, "not a digest");
    bench.output({"load", changed(bench, [](json&) {}).path()});
}

TEST_CASE("image: a manifest of the wrong form is refused") {
    Bench bench;
    const std::vector<std::pair<std::function<void(json&)>, std::string>> lies{
        {[](json& m) { m["schemaVersion"] = 1; }, "neither an OCI manifest nor"},
        {[](json& m) { m.erase("schemaVersion"); }, "neither an OCI manifest nor"},
        {[](json& m) { m["schemaVersion"] = "2"; }, "is not as it should be"},
        {[](json& m) { m.erase("config"); }, "a manifest is not as it should be"},
        {[](json& m) { m.erase("layers"); }, "a manifest is not as it should be"},
        {[](json& m) { m["layers"] = "none"; }, "is not as it should be"},
        {[](json& m) { m["layers"][0] = 7; }, "is not as it should be"},
        {[](json& m) { m["layers"][0].erase("size"); }, "is not as it should be"},
        {[](json& m) { m["layers"][0]["size"] = -1; }, "is not as it should be"},
        {[](json& m) { m["layers"][0]["size"] = "12"; }, "is not as it should be"},
        {[](json& m) { m["layers"][0]["size"] = 1.5; }, "is not as it should be"},
        {[](json& m) { m["layers"][0]["mediaType"] = 1; }, "is not as it should be"},
        {[](json& m) { m["annotations"] = json::array({1}); }, "is not as it should be"},
        {[](json& m) { m["layers"][0]["mediaType"] = "text/plain"; }, "no layer of a container"},
        {[](json& m) { m["config"]["mediaType"] = "application/vnd.oci.empty.v1+json"; },
         "not a container image"},
        {[](json& m) { m["manifests"] = json::array(); }, "an index that is a manifest, too"},
        {[](json& m) { m["layers"].push_back(m["layers"][0]); }, "has 2 layers, and names 1"},
        {[](json& m) { m["layers"] = json::array(); }, "has 0 layers, and names 1"},
    };
    for (const auto& [lie, reason] : lies) check_refused(bench, changed(bench, lie), reason);
}

TEST_CASE("image: a configuration of the wrong form is refused") {
    Bench bench;
    const std::vector<std::function<void(json&)>> lies{
        [](json& c) { c = json::array(); },
        [](json& c) { c = "text"; },
        [](json& c) { c.erase("rootfs"); },
        [](json& c) { c["rootfs"]["diff_ids"] = 1; },
        [](json& c) { c["rootfs"]["diff_ids"][0] = 1; },
        [](json& c) { c["architecture"] = 1; },
        [](json& c) { c["config"] = 1; },
        [](json& c) { c["config"]["Env"] = "A=1"; },
        [](json& c) { c["config"]["Cmd"] = json::array({1}); },
        [](json& c) { c["history"] = 7; },
        [](json& c) { c["history"][0] = "step"; },
    };
    for (const auto& lie : lies)
        check_refused(bench, with_config(bench, lie), "configuration is not as it should be");
}

TEST_CASE("image: text that is no JSON, or too much or too deep, is refused") {
    Bench bench;
    for (const std::string& text :
         {std::string{}, std::string{"{"}, std::string{"\xff\xfe"}, std::string{"null"},
          std::string{"[]"}, std::string{"{\"schemaVersion\":2"} + std::string(1, '\0') + "}"}) {
        const auto before = bench.everything();
        const auto outcome = bench.run({"load", with_manifest_text(bench, text).path()});
        INFO(outcome.err);
        CHECK(outcome.exit_status == 125);
        CHECK(bench.everything() == before);
    }
    check_refused(bench, with_manifest_text(bench, std::string(5 << 20, ' ')), "more than 4 MiB");
    for (const auto& deep :
         {nested(1 << 20), "{\"schemaVersion\":2,\"layers\":" + nested(1 << 20) + "}"})
        check_refused(bench, with_manifest_text(bench, deep), "");
    // The size is announced honestly, and the file is another.
    auto layout = changed(bench, [](json&) {});
    for (const auto& file : std::filesystem::directory_iterator{layout.path() / "blobs/sha256"})
        std::filesystem::resize_file(file.path(), std::uintmax_t{10} << 30);
    check_refused(bench, layout, "more than 4 MiB");
    layout = changed(bench, [](json&) {});
    std::filesystem::resize_file(layout.path() / "index.json", std::uintmax_t{10} << 30);
    check_refused(bench, layout, "more than 4 MiB");
}

/// As for other runtimes: of two members of one name, the last counts.
TEST_CASE("image: a name that is there twice is the last one's") {
    Bench bench;
    auto layout = bench.layout();
    auto text = layout.manifest(layout::config_of({layer}), {layer}).dump();
    text.replace(0, 1, "{\"layers\":[],");
    layout.add(layout.put(text, type::manifest), "good");
    bench.output({"load", layout.path()});
    CHECK(bench.read("good", "/a") == "content");
}

TEST_CASE("image: an index leads to one image for this machine, not through many others") {
    Bench bench;
    const auto host = image::Platform::host();
    const auto index_of = [](const json& manifests) {
        return json{{"schemaVersion", 2}, {"mediaType", type::index}, {"manifests", manifests}};
    };
    const auto loads = [&](int depth) {
        auto layout = bench.layout();
        auto inner = layout.put_manifest(layout.manifest(layout::config_of({layer}), {layer}));
        for (int i = 0; i < depth; ++i) {
            inner["platform"] = {{"os", "linux"}, {"architecture", host.architecture}};
            inner = layout.put(index_of(json::array({inner})).dump(), type::index);
        }
        layout.add(inner, "nested");
        return layout;
    };
    bench.output({"load", loads(1).path()});
    CHECK(bench.read("nested", "/a") == "content");
    bench.output({"load", loads(3).path()});
    check_refused(bench, loads(100), "an index of indexes");

    auto itself = bench.layout();
    const auto digest = layout::digest("an index that would have to name itself");
    const json descriptor{{"mediaType", type::index}, {"digest", digest}, {"size", 300}};
    support::write_file(itself.blob(digest), index_of(json::array({descriptor})).dump());
    itself.add(descriptor, "itself");
    check_refused(bench, itself, "blob " + digest);

    auto foreign = bench.layout();
    auto other = foreign.put_manifest(foreign.manifest(layout::config_of({layer}), {layer}));
    other["platform"] = {{"os", "linux"}, {"architecture", "pdp11"}};
    foreign.add(foreign.put(index_of(json::array({other})).dump(), type::index), "foreign");
    check_refused(bench, foreign, "the image is for other machines than linux/");
    check_refused(bench, with_config(bench, [](json& c) { c["architecture"] = "pdp11"; }),
                  "is for linux/pdp11, and this machine is linux/");
}

TEST_CASE("image: a name that is none is refused, however long") {
    Bench bench;
    for (const std::string& name :
         {std::string{"Upper"}, std::string{"a//b"}, std::string{"../a"}, std::string{"a:b:c"},
          std::string{"a@sha256:12"}, std::string{"a b"}, std::string{"\x1b[31m"},
          "a:" + std::string(200, 't'), std::string(300, 'a'), std::string(1 << 20, 'a'),
          "host.example:5000/" + std::string(1 << 20, 'a'),
          std::string(1 << 20, 'h') + ".example/a"}) {
        auto layout = bench.layout();
        layout.add_image(name, {layer});
        check_refused(bench, layout, name.find('@') == name.npos ? "names no image" : "digest");
    }
    auto unnamed = bench.layout();
    unnamed.add_image("", {layer});
    check_refused(bench, unnamed, "give it one with --name");
    CHECK(bench.output({"load", "--name", "given", unnamed.path()}) == "given:latest\n");
    check_refused(bench, bench.layout(), "there is no image in it");
}

/// Half of them good is no better than none.
TEST_CASE("image: of several images in one layout, all are taken or none") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("first", {layer});
    layout.add_image("second", {layout::gzip(tar::file("../x", ""))});
    check_refused(bench, layout, "would lead out");
}
