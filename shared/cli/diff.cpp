// SPDX-License-Identifier: MIT
#include "image/diff.hpp"
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

int diff(const fs::path& root, const std::string& name) {
    const auto store = open_store(root);
    const auto changes = image::Changes::find(store, name);
    // A layer that the container began with may have been lost since: Unflushed.
    if (const auto image = changes.image()) store.unpack(store.open(*image));
    for (const auto& change : image::diff(changes))
        std::puts(fmt::format("{} {}", change.kind, change.path).c_str());
    return 0;
}

}  // namespace

void add_diff(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand(
        "diff", "list what a container has added (A), changed (C) and deleted (D)");
    const auto root = std::make_shared<fs::path>();
    const auto name = std::make_shared<std::string>();
    add_store_option(command, *root);
    command.add_option("NAME", *name, "of a container that runs, or was kept")->required();
    command.callback(
        [&action, root, name] { action = [=](Pipeline) { return diff(*root, *name); }; });
}

}  // namespace cli
