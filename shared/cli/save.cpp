// SPDX-License-Identifier: MIT
#include "image/save.hpp"
#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"

#include <unistd.h>
#include <CLI/CLI.hpp>

#include <map>
#include <memory>

namespace cli {
namespace {

struct Options {
    std::filesystem::path root, output;
    image::Format format = image::Format::oci_archive;
    std::vector<std::string> names;
};

const std::map<std::string, image::Format> formats{
    {"oci-archive", image::Format::oci_archive},
    {"oci-dir", image::Format::oci_directory},
    {"docker-archive", image::Format::docker_archive},
};

int save(const Options& options) {
    if (options.output.empty() && options.format == image::Format::oci_directory)
        throw UsageError{"save: a directory needs a name: -o DIR"};
    if (options.output.empty() && ::isatty(STDOUT_FILENO) == 1)
        throw UsageError{"save: an archive is nothing for a terminal: -o FILE, or redirect it"};
    const auto store = open_store(options.root);
    std::vector<image::Image> images;
    for (const auto& name : options.names) images.push_back(store.get(name));
    image::save(store, images, options.output, options.format);
    return 0;
}

}  // namespace

void add_save(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("save", "write images for other programs to load");
    const auto options = std::make_shared<Options>();
    add_store_option(command, options->root);
    command.add_option("-o,--output", options->output, "the file or directory; else stdout");
    command.add_option("--format", options->format, "oci-archive, oci-dir or docker-archive")
        ->transform(CLI::CheckedTransformer(formats));
    command.add_option("NAME", options->names, "of each image")->required();
    command.callback(
        [&action, options] { action = [options](Pipeline) { return save(*options); }; });
}

}  // namespace cli
