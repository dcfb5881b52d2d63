// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/entry.hpp"
#include "runtime/output_of.hpp"
#include "runtime/process_table.hpp"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace runtime {
namespace {

struct PsOptions {
    std::string id, format = "table";
    std::vector<std::string> arguments;  ///< Of ps(1).
};

int ps(const PsOptions& options, const Globals& globals) {
    const auto pids = Entry::find(globals.root, options.id).group().processes();
    if (options.format == "json") {
        std::puts(nlohmann::json(pids).dump().c_str());
        return 0;
    }
    std::vector<std::string> words{find_ps()};
    if (options.arguments.empty()) words.emplace_back("-ef");
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    std::fputs(rows_of(output_of(words), pids).c_str(), stdout);
    return 0;
}

}  // namespace

void add_ps(CLI::App& command, Action& action) {
    const auto options = std::make_shared<PsOptions>();
    command.add_option("ID", options->id, "of a container")->required();
    command.add_option("-f,--format", options->format, "table (default) or json")
        ->check(CLI::IsMember({"table", "json"}));
    command.prefix_command();  // all that is behind ID is for ps(1)
    command.callback([&command, &action, options] {
        options->arguments = command.remaining();
        action = [options](Globals& globals) { return ps(*options, globals); };
    });
}

}  // namespace runtime
