// SPDX-License-Identifier: MIT
#include "build/configure.hpp"
#include "build/volumes.hpp"
#include "cli/environment.hpp"
#include "cli/images.hpp"
#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"
#include "cli/user_options.hpp"
#include "cli/verbs.hpp"
#include "container/signals.hpp"
#include "image/changes.hpp"

#include <fmt/format.h>

/// Images that say how they are run: `config` in image-spec, config.md.
namespace cli {
namespace {

using container::Process;

/// docker's rule: what was typed takes the place of Cmd and is given to Entrypoint, unless that is
/// replaced itself: then Cmd, which was meant for it, does not count.
void choose_command(Process& process, const image::Execution& config,
                    const std::optional<std::string>& entrypoint) {
    auto words = config.entrypoint;
    if (entrypoint) words.clear();
    if (entrypoint && !entrypoint->empty()) words = {*entrypoint};
    const auto& rest = process.args.empty() && !entrypoint ? config.cmd : process.args;
    words.insert(words.end(), rest.begin(), rest.end());
    process.args = std::move(words);
}

void add_variables(Process& process, const std::vector<std::string>& variables) {
    auto env = variables;
    std::erase_if(env, [&process](const std::string& variable) {
        return has_variable(process.env, variable.substr(0, variable.find('=')));
    });
    process.env.insert(process.env.begin(), env.begin(), env.end());
}

void set_stop_signal(Process& process, const std::string& text) {
    if (text.empty()) return;
    const auto signal = container::signal_number(text);
    if (!signal)
        throw std::runtime_error{fmt::format("the image's StopSignal {} is no signal", text)};
    process.stop_signal = *signal;
}

std::shared_ptr<void> stack(container::Spec& spec, ImageOptions& options) {
    options.can_pull = true;
    auto changes = images.stack(spec, options);  // opened before the store: no sweep in between
    const auto store = open_store(options.root);
    const auto own = image::Changes::find(store, spec.name);
    image::Execution config;
    if (const auto manifest = own.image()) config = store.open(*manifest).config.execution;
    auto& process = spec.process;
    choose_command(process, config, options.entrypoint);
    if (process.args.empty())
        throw UsageError{"COMMAND is missing, and the image has none: what is to be run?"};
    add_variables(process, config.env);
    options.user = config.user;
    set_stop_signal(process, config.stop_signal);
    if (options.workdir->count() == 0 && !config.working_dir.empty()) {
        process.cwd = config.working_dir;
        process.make_cwd = true;
    }
    build::add_volumes(store, config, own.directory().parent_path(), spec);
    return changes;
}

void add_options(CLI::App& run, ImageOptions& options) {
    filtered.add_options(run, options);
    run.add_option("--entrypoint", options.entrypoint, "run this, and not what the image says");
    options.workdir = run.get_option("--workdir");
}

void add_commands(CLI::App& app, Action& action) {
    filtered.add_commands(app, action);
    add_build(app, action);
    add_registry_commands(app, action);
}

}  // namespace

const Images building{stack, add_commands, add_options, true, &users, filter_calls};

}  // namespace cli
