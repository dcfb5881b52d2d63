// SPDX-License-Identifier: MIT
#include "consistent.hpp"

#include "image/config.hpp"

namespace {

using layout::json;
using support::Path;

json read_json(const Path& path) {
    return json::parse(support::read_file(path));
}

void check_image(const Path& store, const json& descriptor) {
    const auto blob = [&store](const json& named) {
        const Path path = store / "blobs/sha256" / named["digest"].get<std::string>().substr(7);
        INFO(path);
        REQUIRE(std::filesystem::exists(path));
        CHECK(std::filesystem::file_size(path) == named["size"]);
        return path;
    };
    const auto manifest = read_json(blob(descriptor));
    const auto config = image::parse_config(support::read_file(blob(manifest["config"])));
    for (const auto& layer : manifest["layers"]) blob(layer);
    for (const auto& chain_id : image::chain_ids(config.diff_ids))
        CHECK(std::filesystem::is_directory(store / "layers" / chain_id.hex()));
}

}  // namespace

void check_consistent(const Bench& bench) {
    const auto store = bench.store();
    for (const auto& blob : std::filesystem::directory_iterator{store / "blobs/sha256"})
        CHECK(layout::digest(support::read_file(blob)) ==
              "sha256:" + blob.path().filename().native());
    for (const auto& descriptor : read_json(store / "index.json")["manifests"])
        check_image(store, descriptor);
    CHECK(std::filesystem::is_empty(store / "new"));
    CHECK(std::filesystem::is_empty(store / "containers"));
    CHECK_FALSE(std::filesystem::exists(store / "index.json.new"));
    CHECK_FALSE(std::filesystem::exists(store / "garbage"));
}
