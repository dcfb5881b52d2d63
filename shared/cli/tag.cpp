// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/reference.hpp"

#include <memory>
#include <stdexcept>

namespace cli {
namespace {

struct Options {
    std::filesystem::path root;
    std::string source, name;
};

int tag(const Options& options) {
    const auto name = image::Reference::parse(options.name);
    if (!name.digest.empty())
        throw std::runtime_error{options.name + ": a digest cannot be given, it is what it is"};
    const auto store = open_store(options.root);
    store.index().set(name.familiar(), store.get(options.source).descriptor);
    return 0;
}

}  // namespace

void add_tag(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("tag", "give an image one more name");
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->root);
    command.add_option("SOURCE", options->source, "a name of the image, or its id")->required();
    command.add_option("NAME", options->name, "the new one, as in HOST:PORT/NAME:TAG")->required();
    command.callback(
        [&action, options] { action = [options](Pipeline) { return tag(*options); }; });
}

}  // namespace cli
