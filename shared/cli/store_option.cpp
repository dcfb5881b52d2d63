// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"

namespace cli {

void add_store_option(CLI::App& command, std::filesystem::path& root) {
    command.add_option("--root", root, "where images and containers are kept");
}

}  // namespace cli
