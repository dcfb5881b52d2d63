// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/changes.hpp"

#include <cstdio>
#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

int rm(const fs::path& root, const std::vector<std::string>& names) {
    const auto store = open_store(root);
    std::vector<image::Changes> all;
    for (const auto& name : names) all.push_back(image::Changes::find(store, name));
    for (auto& changes : all) {
        const auto name = changes.name();
        changes.remove();
        std::puts(name.c_str());
    }
    return 0;
}

}  // namespace

void add_rm(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("rm", "remove containers that were kept");
    const auto root = std::make_shared<fs::path>();
    const auto names = std::make_shared<std::vector<std::string>>();
    add_store_option(command, *root);
    command.add_option("NAME", *names, "of the containers")->required();
    command.callback(
        [&action, root, names] { action = [=](Pipeline) { return rm(*root, *names); }; });
}

}  // namespace cli
