// SPDX-License-Identifier: MIT
#include "build/build.hpp"
#include "cli/build_options.hpp"
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "containerfile/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

int build(BuildOptions& options, Pipeline pipeline) {
    options.resolve();
    const auto store = open_store(options.root);
    const auto display = build::Display::make(options.style());
    const auto manifest = build::build(store, options.request, pipeline, *display);
    const auto id = store.open(manifest).id().text();
    for (const auto& name : options.names) {
        const auto old = store.index().find(name);
        if (!old || old->digest != manifest.digest) store.index().set(name, manifest);
        display->note(fmt::format("image {} is {}", id, name));
    }
    if (options.names.empty())
        display->note(fmt::format("image {} has no name (-t NAME): the next rmi removes it", id));
    if (!options.id_file.empty())
        sys::write_all(sys::open(options.id_file, O_CREAT | O_WRONLY | O_TRUNC, 0644), id);
    if (options.quiet) std::puts(id.c_str());
    return 0;
}

/// These errors are some lines, which show the place: they begin with its name, as a compiler's do.
int show(const std::exception& error) {
    constexpr int failed = 125;
    std::fputs(fmt::format("{}\n", error.what()).c_str(), stderr);
    return failed;
}

}  // namespace

void add_build(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("build", "make an image as a Containerfile says");
    const auto options = std::make_shared<BuildOptions>();
    add_build_options(command, *options);
    command.callback([&action, options] {
        action = [options](Pipeline pipeline) {
            try {
                return build(*options, pipeline);
            } catch (const containerfile::ParseError& e) {
                return show(e);
            } catch (const build::Failure& e) {
                return show(e);
            }
        };
    });
}

}  // namespace cli
