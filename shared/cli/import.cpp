// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/load.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace cli {

void add_import(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("import", "make an image of one layer");
    struct Options {
        std::filesystem::path root, source;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->root);
    command.add_option("SOURCE", options->source, "a directory, or a tar file of one")
        ->required()
        ->check(CLI::ExistingPath);
    command.add_option("NAME", options->name, "of the image")->required();
    command.callback([&action, options] {
        action = [options](Pipeline) {
            image::import(open_store(options->root), options->source, options->name);
            return 0;
        };
    });
}

}  // namespace cli
