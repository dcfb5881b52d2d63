// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

namespace cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// What the image's own files say, and where its layers are.
int inspect(const fs::path& root, const std::string& name) {
    const auto store = open_store(root);
    const auto image = store.get(name);
    ordered_json object{{"Name", image.name},
                        {"Id", image.id().text()},
                        {"Digest", image.descriptor.digest.text()},
                        {"Manifest", ordered_json::parse(store.blobs().read(image.descriptor))},
                        {"Config", ordered_json::parse(store.blobs().read(image.manifest.config))}};
    for (const auto& chain_id : image::chain_ids(image.config.diff_ids))
        object["Layers"].push_back(store.layer(chain_id));
    std::puts(object.dump(4).c_str());
    return 0;
}

}  // namespace

void add_inspect(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("inspect", "show all that is known of an image");
    const auto root = std::make_shared<fs::path>();
    const auto name = std::make_shared<std::string>();
    add_store_option(command, *root);
    command.add_option("IMAGE", *name, "name or id")->required();
    command.callback(
        [&action, root, name] { action = [=](Pipeline) { return inspect(*root, *name); }; });
}

}  // namespace cli
