// SPDX-License-Identifier: MIT
#include "image/load.hpp"
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include <memory>

namespace cli {

void add_load(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("load", "take images that other programs have saved");
    struct Options {
        std::filesystem::path root, path;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->root);
    command
        .add_option("PATH", options->path,
                    "an OCI layout (a directory or a tar file), or a file of `docker save`")
        ->required()
        ->check(CLI::ExistingPath);
    command.add_option("--name", options->name, "what to call the image, if not by its own name");
    command.callback([&action, options] {
        action = [options](Pipeline) {
            for (const auto& name :
                 image::load(open_store(options->root), options->path, options->name))
                std::puts(name.c_str());
            return 0;
        };
    });
}

}  // namespace cli
