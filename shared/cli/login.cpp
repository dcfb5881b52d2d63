// SPDX-License-Identifier: MIT
#include "cli/about.hpp"
#include "cli/registry_options.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"

#include <unistd.h>

#include <memory>

namespace cli {

void add_login(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("login", "tell a registry who you are, from now on");
    struct Options {
        registry::Access access;
        std::string registry, user;
        bool from_stdin = false;
    };
    const auto options = std::make_shared<Options>();
    command.add_option("-u,--username", options->user, "at the registry")->required();
    command.add_flag("--password-stdin", options->from_stdin,
                     "read the password from stdin instead of asking for it");
    add_access_options(command, options->access);
    command.add_option("REGISTRY", options->registry, "HOST or HOST:PORT")->required();
    command.callback([&action, options] {
        action = [options](Pipeline) {
            if (!options->from_stdin && ::isatty(STDIN_FILENO) == 0)
                throw UsageError{"login: stdin is no terminal: say --password-stdin"};
            about("login " + options->registry,
                  [&] { registry::login(options->registry, options->user, options->access); });
            return 0;
        };
    });
}

void add_logout(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("logout", "forget who you are to a registry");
    const auto name = std::make_shared<std::string>();
    command.add_option("REGISTRY", *name, "HOST or HOST:PORT")->required();
    command.callback([&action, name] {
        action = [name](Pipeline) {
            about("logout " + *name, [&] { registry::logout(*name); });
            return 0;
        };
    });
}

}  // namespace cli
