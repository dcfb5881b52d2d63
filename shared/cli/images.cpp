// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"
#include "cli/store_option.hpp"
#include "cli/table.hpp"
#include "cli/verbs.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// As much as its blobs take: what a pull would fetch.
std::uint64_t size(const image::Image& image) {
    auto size = image.descriptor.size + image.manifest.config.size;
    for (const auto& layer : image.manifest.layers) size += layer.size;
    return size;
}

int images(const fs::path& root, bool quiet) {
    const auto store = open_store(root);
    std::vector<std::vector<std::string>> rows{{"NAME", "IMAGE ID", "CREATED", "LAYERS", "SIZE"}};
    const auto complain = [](const std::string& name, const std::string& why) {
        std::fputs(
            fmt::format("{} is broken: {}; `rmi` it, and load it again\n", name, why).c_str(),
            stderr);
    };
    for (const auto& image : store.images(complain)) {
        if (quiet) std::puts(image.id().brief().c_str());
        rows.push_back({image.name, image.id().brief(), age(image.config.created),
                        std::to_string(image.manifest.layers.size()), readable_size(size(image))});
    }
    if (!quiet) print_table(rows);
    return 0;
}

}  // namespace

void add_images(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("images", "list the images");
    const auto root = std::make_shared<fs::path>();
    const auto quiet = std::make_shared<bool>(false);
    add_store_option(command, *root);
    command.add_flag("-q,--quiet", *quiet, "their ids only");
    command.callback(
        [&action, root, quiet] { action = [=](Pipeline) { return images(*root, *quiet); }; });
}

}  // namespace cli
