// SPDX-License-Identifier: MIT
#include "cli/about.hpp"
#include "cli/registry_options.hpp"
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"

#include <memory>

namespace cli {

void add_push(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("push", "send an image to the registry in its name");
    struct Options {
        registry::PushOptions push;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->push.root);
    command.add_flag("-q,--quiet", options->push.quiet, "no progress, only the name");
    add_access_options(command, options->push.access);
    command.add_option("NAME", options->name, "as in HOST:PORT/NAME:TAG; `tag` gives it such one")
        ->required();
    command.callback([&action, options] {
        action = [options](Pipeline) {
            set_default_root(options->push.root);
            about("push " + options->name, [&] { registry::push(options->name, options->push); });
            return 0;
        };
    });
}

}  // namespace cli
