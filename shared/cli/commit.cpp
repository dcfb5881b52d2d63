// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/diff.hpp"
#include "image/reference.hpp"

#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct Options {
    std::filesystem::path root;
    std::string container, image, message;
};

int commit(const Options& options) {
    const auto name = image::Reference::parse(options.image).familiar();
    const auto store = open_store(options.root);
    const auto changes = image::Changes::find(store, options.container);
    const auto manifest = image::commit(store, changes, options.message);
    store.index().set(name, manifest);
    std::puts(store.open(manifest).id().text().c_str());
    return 0;
}

}  // namespace

void add_commit(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("commit", "make an image of what a container shows");
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->root);
    command.add_option("-m,--message", options->message, "for the image's history");
    command.add_option("NAME", options->container, "of a container that runs, or was kept")
        ->required();
    command.add_option("IMAGE", options->image, "what to call the image")->required();
    command.callback(
        [&action, options] { action = [options](Pipeline) { return commit(*options); }; });
}

}  // namespace cli
