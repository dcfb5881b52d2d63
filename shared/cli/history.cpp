// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"
#include "cli/store_option.hpp"
#include "cli/table.hpp"
#include "cli/verbs.hpp"

#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// The youngest first, as docker has it. A step that made no layer has no size.
int history(const fs::path& root, const std::string& name) {
    const auto image = open_store(root).get(name);
    std::vector<std::vector<std::string>> rows;
    std::size_t layer = 0;
    for (const auto& step : image.config.history) {
        const bool has_layer = !step.empty_layer && layer < image.manifest.layers.size();
        const auto size = has_layer ? image.manifest.layers[layer++].size : 0;
        rows.push_back({age(step.created), readable_size(size), step.created_by, step.comment});
    }
    rows.push_back({"CREATED", "SIZE", "CREATED BY", "COMMENT"});
    print_table({rows.rbegin(), rows.rend()});
    return 0;
}

}  // namespace

void add_history(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("history", "show the steps an image was made in");
    const auto root = std::make_shared<fs::path>();
    const auto name = std::make_shared<std::string>();
    add_store_option(command, *root);
    command.add_option("IMAGE", *name, "name or id")->required();
    command.callback(
        [&action, root, name] { action = [=](Pipeline) { return history(*root, *name); }; });
}

}  // namespace cli
