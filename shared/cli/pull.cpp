// SPDX-License-Identifier: MIT
#include "cli/about.hpp"
#include "cli/registry_options.hpp"
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"

#include <memory>

namespace cli {

void add_pull(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("pull", "fetch an image from a registry");
    struct Options {
        registry::PullOptions pull;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->pull.root);
    command.add_option("--platform", options->pull.platform,
                       "of an image that is there for several: OS/ARCHITECTURE");
    command.add_flag("-q,--quiet", options->pull.quiet, "no progress, only the name");
    add_access_options(command, options->pull.access);
    command.add_option("NAME", options->name, "as in debian:13, or HOST:PORT/NAME@sha256:...")
        ->required();
    command.callback([&action, options] {
        action = [options](Pipeline) {
            set_default_root(options->pull.root);
            about("pull " + options->name, [&] { registry::pull(options->name, options->pull); });
            return 0;
        };
    });
}

}  // namespace cli
