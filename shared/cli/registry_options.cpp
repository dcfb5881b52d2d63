// SPDX-License-Identifier: MIT
#include "cli/registry_options.hpp"

#include "cli/store_option.hpp"

#include <CLI/CLI.hpp>

namespace cli {

void add_access_options(CLI::App& command, registry::Access& access) {
    command.add_flag("--plain-http", access.plain_http,
                     "without TLS, for a registry on this machine");
    command
        .add_option("--ca-file", access.ca_file,
                    "who may sign the registry's certificate (PEM), instead of the system's list")
        ->check(CLI::ExistingFile);
}

void set_default_root(std::filesystem::path& root) {
    if (root.empty()) root = open_store({}).root();
}

}  // namespace cli
