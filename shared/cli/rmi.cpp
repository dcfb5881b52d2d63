// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/changes.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// Another name may still lead to the image; the last one is needed as long as a container is.
void require_unused(const image::Store& store, const image::Image& image) {
    int names = 0;
    for (const auto& other : store.images()) names += other.id() == image.id();
    if (names > 1) return;
    for (const auto& changes : image::Changes::all(store))
        if (const auto used = changes.image(); used && used->digest == image.descriptor.digest)
            throw std::runtime_error{
                fmt::format("{}: the container {} {}", image.name, changes.name(),
                            changes.is_owned() ? "runs on it: end that one first"
                                               : "was kept of it: `rm` that one first")};
}

int rmi(const fs::path& root, const std::vector<std::string>& names) {
    const auto store = open_store(root);
    std::vector<image::Image> images;
    for (const auto& name : names) images.push_back(store.get(name));
    for (const auto& image : images) require_unused(store, image);
    for (const auto& image : images) {
        store.index().remove(image.name);
        std::puts(image.name.c_str());
    }
    store.collect();
    return 0;
}

}  // namespace

void add_rmi(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("rmi", "remove images");
    const auto root = std::make_shared<fs::path>();
    const auto names = std::make_shared<std::vector<std::string>>();
    add_store_option(command, *root);
    command.add_option("IMAGE", *names, "names or ids")->required();
    command.callback(
        [&action, root, names] { action = [=](Pipeline) { return rmi(*root, *names); }; });
}

}  // namespace cli
